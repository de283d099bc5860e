// "/" goes to the search field, as the field itself says.
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || busy || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("#search");
  if (search) {
    event.preventDefault();
    search.focus();
  }
});
