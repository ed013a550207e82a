// The theme that the reader chose on any page, where Streamlit looks for that of this page: it keeps one for each address.
(() => {
  const chosen = localStorage.getItem("theme"), name = `stActiveTheme-${location.pathname}-v2`;
  if (chosen) localStorage.setItem(name, JSON.stringify(chosen));
  else localStorage.removeItem(name);
})();
