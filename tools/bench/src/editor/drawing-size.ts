/** How many blocks both sides draw, in as square a grid as possible. */
export const blocks = 800;
const columns = 29;

export const placeOf = (index: number) => ({ x: (index % columns) * 260, y: Math.floor(index / columns) * 200 });
