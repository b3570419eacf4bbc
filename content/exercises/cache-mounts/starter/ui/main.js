const drawn = (levels, width, height) => {
  const values = levels.map(([, level]) => level);
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const step = width / Math.max(values.length - 1, 1);
  return values
    .map(
      (value, at) =>
        `${at * step},${height - ((value - low) / range) * height}`,
    )
    .join(" ");
};

const show = async () => {
  const { summary, levels } = await (await fetch("levels")).json();
  const trend = summary.rising ? "rising" : "steady or falling";
  document.querySelector("#now").textContent = `${summary.now} cm, ${trend}`;
  const line = document.createElementNS(
    "http://www.w3.org/2000/svg",
    "polyline",
  );
  line.setAttribute("points", drawn(levels, 600, 200));
  line.setAttribute("fill", "none");
  line.setAttribute("stroke", summary.alarm ? "firebrick" : "steelblue");
  document.querySelector("#chart").replaceChildren(line);
};

show();
