const shared = () => ({ __wasm_split: { SHARED } });
/** Where the parts are fetched from. */
export const parts = [];
// What failed may be tried again, whatever the browser has kept of it.
function part(url, integrity, ...needed) {
    parts.push(url.href);
    let there;
    let cache = 'default';
    const fetched = async () => {
        const response = await fetch(url, { cache, integrity });
        if (!response.ok) throw new Error(url);
        return response.arrayBuffer();
    };
    const load = async () => {
        const [bytes] = await Promise.all([fetched(), ...needed.map((need) => need())]);
        await WebAssembly.instantiate(bytes, shared());
    };
    return () => there ??= load().catch((error) => {
        there = undefined;
        cache = 'reload';
        throw error;
    });
}
const loads = (part) => async (callback, data) => {
    const arrived = await part().then(() => true, () => false);
    wasm.__indirect_function_table.get(callback)(data, arrived);
};
