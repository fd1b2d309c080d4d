(function () {
  'use strict';

  // A numeric cell keeps its exact value; undefined ones come last in either direction.
  function compare(a, b, descending) {
    var x = a.dataset.v;
    var y = b.dataset.v;
    if (x === undefined) {
      var order = a.textContent.localeCompare(b.textContent, 'en', { numeric: true });
      return descending ? -order : order;
    }
    if (x === 'nan' || y === 'nan') {
      return (x === 'nan') - (y === 'nan');
    }
    return descending ? y - x : x - y;
  }

  function sort(table, key, descending) {
    var heads = Array.from(table.tHead.rows[0].cells);
    var column = heads.findIndex(function (head) { return head.dataset.key === key; });
    if (column < 0) {
      return;
    }
    heads.forEach(function (head) { head.removeAttribute('aria-sort'); });
    heads[column].setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    rows.sort(function (a, b) { return compare(a.cells[column], b.cells[column], descending); });
    body.append.apply(body, rows);
  }

  var tables = Array.from(document.querySelectorAll('table.sortable'));

  // #sort=meanDic sorts every table, #sort=-meanDic from the highest value on.
  function sortAsAddressSays() {
    var match = /^#sort=(-?)(\w+)$/.exec(location.hash);
    if (match) {
      tables.forEach(function (table) { sort(table, match[2], match[1] === '-'); });
    }
  }

  tables.forEach(function (table) {
    table.tHead.addEventListener('click', function (event) {
      var button = event.target.closest('button');
      if (button) {
        var head = button.closest('th');
        sort(table, head.dataset.key, head.getAttribute('aria-sort') === 'ascending');
      }
    });
  });

  document.querySelectorAll('input[data-filter]').forEach(function (input) {
    input.addEventListener('input', function () {
      var wanted = input.value.toLowerCase();
      var body = document.getElementById(input.dataset.filter).tBodies[0];
      Array.from(body.rows).forEach(function (row) {
        row.hidden = row.cells[0].textContent.toLowerCase().indexOf(wanted) < 0;
      });
    });
  });

  window.addEventListener('hashchange', sortAsAddressSays);
  sortAsAddressSays();
})();
