const form = document.querySelector('form');
const output = document.querySelector('output');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { project, backup, token } = Object.fromEntries(new FormData(form));
  const path = `/v3/${project}/backups/${backup}/download/authorization`;
  try {
    const response = await fetch(`./proxy${path}`, { method: 'POST', headers: { 'X-Auth-Token': token } });
    output.textContent = `${response.status} ${await response.text()}`;
  } catch (error) {
    output.textContent = String(error);
  }
});
form.dataset.ready = '';
