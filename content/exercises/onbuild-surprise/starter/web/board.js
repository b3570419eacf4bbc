(function () {
  var list = document.getElementById("notices");

  function refresh() {
    fetch("/notices")
      .then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject(answer.status);
      })
      .then(function (html) {
        list.innerHTML = html;
      })
      .catch(function (reason) {
        console.warn("no notices", reason);
      });
  }

  setInterval(refresh, 30000);
})();
