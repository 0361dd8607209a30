// Runs before each page's own scripts: notes paints, long tasks, when the form takes what is typed, and when the program
// behind it is there.
(() => {
  const measured = { paint: 0, usable: 0, there: 0, tasks: [] };
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') measured.paint = startTime;
  });
  observe('longtask', (task) => measured.tasks.push(task));
  const look = () => {
    measured.usable ||= IS_USABLE && performance.now();
    if (measured.usable && IS_THERE) measured.there = performance.now();
    else requestAnimationFrame(look);
  };
  look();
  // What a task takes beyond 50 milliseconds keeps a person waiting.
  const blocking = (until) =>
    measured.tasks
      .filter(({ startTime }) => startTime < until)
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
      there: measured.there,
      blocking: blocking(measured.usable),
      held: blocking(measured.there),
      needed: bytes(sent.filter(({ responseEnd }) => responseEnd <= measured.there)),
      bytes: bytes(sent),
      requests: sent.length,
    };
  };
  window.measured = measured;
})();
