// Waits until what is wanted is there and fulfils a condition, looking once a frame.

const [steps, condition, value, milliseconds, done] = arguments;

const CONDITIONS = {
  there: (found) => found.length === 1,
  gone: (found) => found.length === 0,
  reads: ([element]) => tidy(element.innerText).includes(value),
  focused: ([element]) => element === focused(),
  usable: ([element]) => !element.disabled,
  holds: ([element]) => element.value === value,
};

const deadline = performance.now() + milliseconds;
(function look() {
  const found = find(steps);
  const counts = condition === 'gone' || found.length === 1;
  if (counts && CONDITIONS[condition](found)) return done({ element: found[0] ?? null });
  if (performance.now() < deadline) return requestAnimationFrame(look);
  const last = focused();
  done({ found: found.map((element) => element.value ?? tidy(element.innerText)), focused: last && `${role(last) ?? last.tagName} “${name(last)}”` });
})();
