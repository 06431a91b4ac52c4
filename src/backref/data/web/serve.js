"use strict";
const part = (id) => document.getElementById(id);
const form = part("form");
let job = "";
let events = null;
let isCancelled = false;

function tell(words) { part("said").textContent = words; }

function working(is) {
  part("progress").hidden = part("cancel").hidden = !is;
  part("begin").disabled = is;
  if (!is && events) events.close();
  job = "";
  events = null;
  isCancelled = false;
}

function ended(words) {
  working(false);
  tell(words);
}

function encoded(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, base64: String(reader.result).replace(/^[^,]*,?/, "") });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

// One at a time: Ctrl-Enter and a drop begin nothing while something is under way.
async function begin(files) {
  if (part("begin").disabled) return;
  const text = part("text").value;
  working(true);
  tell("Reading");
  try {
    const inputs = files.length ? await Promise.all([...files].map(encoded)) : [{ text }];
    const answer = await fetch("jobs", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ inputs, passages: part("passages").checked }) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error.message);
    const cancel = isCancelled;
    follow(said.job);
    if (cancel) drop();
  } catch (error) {
    ended(`It could not be read: ${error.message}`);
  }
}

// A stream that is cut is asked for again by the browser, and begins anew; one that is refused is not: nothing more comes.
function follow(id) {
  job = id;
  events = new EventSource(`jobs/${id}/events`);
  events.addEventListener("progress", (event) => {
    const { done, total, source } = JSON.parse(event.data);
    part("progress").max = total || 1;
    part("progress").value = done;
    tell(`${done} of ${total} settled${source ? `; asking ${source}` : ""}`);
  });
  events.addEventListener("done", () => {
    if (isCancelled) return ended("Cancelled");
    ended("Done");
    location.assign(`jobs/${id}/report`);
  });
  events.addEventListener("failed", (event) => ended(`It failed: ${JSON.parse(event.data).message}`));
  events.addEventListener("cancelled", () => ended("Cancelled"));
  events.addEventListener("error", (event) => {
    if (event.target.readyState === EventSource.CLOSED) ended("The server knows nothing of it any more; check it again");
    else tell("The server does not answer; asking it again");
  });
}

async function drop() {
  isCancelled = true;
  if (!job) return; // it is being sent; what is begun by it is cancelled then
  const id = job;
  try {
    await fetch(`jobs/${id}`, { method: "DELETE" });
  } catch {
    if (job === id) ended("Cancelled; the server does not answer");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const files = part("files").files;
  if (files.length || part("text").value.trim()) begin(files);
  else tell("Paste a text, or choose a file");
});
part("cancel").addEventListener("click", drop);
part("text").addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(); });
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    document.body.classList.toggle("drop", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) begin(event.dataTransfer.files);
  });
}
