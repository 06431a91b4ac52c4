"use strict";
const part = (id) => document.getElementById(id);
const form = part("form");
let job = "";
let events = null;

function tell(words) { part("said").textContent = words; }

function working(is) {
  part("progress").hidden = part("cancel").hidden = !is;
  part("begin").disabled = is;
  if (!is && events) events.close();
}

function encoded(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, base64: String(reader.result).replace(/^[^,]*,?/, "") });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

async function begin(files) {
  const text = part("text").value;
  working(true);
  tell("Reading");
  try {
    const inputs = files.length ? await Promise.all([...files].map(encoded)) : [{ text }];
    const answer = await fetch("jobs", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ inputs, passages: part("passages").checked }) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error.message);
    follow(said.job);
  } catch (error) {
    working(false);
    tell(`It could not be read: ${error.message}`);
  }
}

function follow(id) {
  job = id;
  events = new EventSource(`jobs/${id}/events`);
  events.addEventListener("progress", (event) => {
    const { done, total, source } = JSON.parse(event.data);
    part("progress").max = total || 1;
    part("progress").value = done;
    tell(`${done} of ${total} settled${source ? `; asking ${source}` : ""}`);
  });
  events.addEventListener("done", () => { working(false); tell("Done"); location.assign(`jobs/${id}/report`); });
  events.addEventListener("failed", (event) => { working(false); tell(`It failed: ${JSON.parse(event.data).message}`); });
  events.addEventListener("cancelled", () => { working(false); tell("Cancelled"); });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const files = part("files").files;
  if (files.length || part("text").value.trim()) begin(files);
  else tell("Paste a text, or choose a file");
});
part("cancel").addEventListener("click", () => { fetch(`jobs/${job}`, { method: "DELETE" }); });
part("text").addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(); });
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    document.body.classList.toggle("drop", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) begin(event.dataTransfer.files);
  });
}
