import start from './bare_form.js';
await start();
