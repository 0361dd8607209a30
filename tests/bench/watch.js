// Runs before each page's own scripts: notes paints, long tasks, and when the form can be used.
(() => {
  const measured = { paint: 0, usable: 0, tasks: [] };
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') measured.paint = startTime;
  });
  observe('longtask', (task) => measured.tasks.push(task));
  const look = () => {
    if (IS_USABLE) measured.usable = performance.now();
    else requestAnimationFrame(look);
  };
  look();
  // What a task takes beyond 50 milliseconds keeps a person waiting.
  const blocking = () =>
    measured.tasks
      .filter(({ startTime }) => startTime < measured.usable)
      .reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0);
  measured.figures = () => {
    const sent = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].filter(
      ({ transferSize }) => transferSize > 0,
    );
    // A response that was only confirmed has a body that was not sent.
    const bytes = (entries) =>
      entries.reduce((sum, { transferSize, encodedBodySize }) => sum + Math.min(transferSize, encodedBodySize), 0);
    return {
      paint: measured.paint,
      usable: measured.usable,
      blocking: blocking(),
      needed: bytes(sent.filter(({ responseEnd }) => responseEnd <= measured.usable)),
      bytes: bytes(sent),
      requests: sent.length,
    };
  };
  window.measured = measured;
})();
