"use strict";

const $ = (id) => document.getElementById(id);
let state = null;
let shown = "";

function element(name, attributes, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes || {})) {
		if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
		else if (value === true) made.setAttribute(key, "");
		else if (value !== false && value != null) made.setAttribute(key, value);
	}
	made.append(...children.filter((child) => child != null));
	return made;
}

async function call(method, path, body) {
	try {
		const answer = await fetch("/sandbox" + path, { method, body: body && JSON.stringify(body) });
		if (!answer.ok) throw new Error(words(await answer.text()));
		await refresh();
	}
	catch (problem) {
		toast(problem.message);
	}
}

/** What an upstream says is wrong, from its error body. */
function words(text) {
	try {
		const json = JSON.parse(text);
		const errors = Array.isArray(json.errors) ? json.errors.map((error) => error.message || error.field + " " + error.code)
			: Object.values(json.errors || {});
		return [json.message, ...(json.errorMessages || []), ...errors].filter(Boolean).join(" · ");
	}
	catch {
		return text || "The sandbox did not answer";
	}
}

function toast(text) {
	$("toast").textContent = text;
	$("toast").hidden = false;
	clearTimeout(toast.timer);
	toast.timer = setTimeout(() => { $("toast").hidden = true; }, 6000);
}

const act = (body) => ({ ...body, actor: $("actor").value });
const labelsOf = (text) => text.split(",").map((label) => label.trim()).filter(Boolean);

async function refresh() {
	try {
		const text = await (await fetch("/sandbox/state")).text();
		$("live").textContent = "Live";
		$("live").classList.remove("off");
		if (text !== shown && !busy()) {
			shown = text;
			state = JSON.parse(text);
			show();
		}
	}
	catch {
		$("live").textContent = "The sandbox does not answer";
		$("live").classList.add("off");
	}
}

/** Whether somebody is writing in a card, which a redraw would interrupt. */
function busy() {
	const active = document.activeElement;
	return active && $("pairs").contains(active) && (active.tagName === "SELECT" || (active.tagName === "INPUT" && active.value !== ""));
}

function show() {
	const focused = document.activeElement && document.activeElement.dataset.key;
	for (const side of ["github", "jira"]) {
		const { total, calls } = state[side];
		$(side + "-numbers").textContent = total + (total === 1 ? " issue" : " issues") + " · " + calls + " calls received";
	}
	const pairs = pair(state.github.issues, state.jira.issues);
	$("pairs").replaceChildren(...pairs.map(row));
	$("empty").hidden = pairs.length > 0;
	showWebhooks();
	showFaults();
	const again = focused && document.querySelector(`[data-key="${CSS.escape(focused)}"]`);
	if (again) again.focus({ preventScroll: true });
	highlight();
}

/** Twins are linked from Jira by a remote link; without one, the oldest with the same title are taken for twins. */
function pair(githubIssues, jiraIssues) {
	const left = [...githubIssues];
	const pairs = [];
	const take = (test) => {
		const index = left.findIndex(test);
		return index < 0 ? null : left.splice(index, 1)[0];
	};
	const linked = new Map();
	for (const jira of jiraIssues) {
		const twin = take((github) => jira.remoteLinks.some((link) => link.url === github.htmlUrl));
		if (twin) linked.set(jira.id, twin);
	}
	for (const jira of [...jiraIssues].reverse()) {
		const github = linked.get(jira.id) || take((other) => other.title.trim() === jira.summary.trim());
		pairs.push({ github, jira });
	}
	left.forEach((github) => pairs.push({ github, jira: null }));
	const time = ({ github, jira }) => [github, jira].filter(Boolean).map((issue) => Date.parse(issue.createdAt)).sort((a, b) => a - b)[0];
	return pairs.sort((first, second) => time(second) - time(first));
}

function row({ github, jira }) {
	return element("div", { class: "pair" + (github && jira ? " twins" : "") },
		github ? githubCard(github) : element("div", { class: "none" }, "No twin on GitHub yet"),
		element("span", { class: "link", title: github && jira ? "Twins" : "No twin yet" }),
		jira ? jiraCard(jira) : element("div", { class: "none" }, "No twin in Jira yet"));
}

const chip = (text, kind) => element("span", { class: "chip " + (kind || "") }, text);
const clock = (time) => new Date(time).toLocaleTimeString();

function card(side, id, title, chips, meta, text, comments, actions) {
	return element("article", { class: "card " + side, id, "aria-label": title },
		element("h3", {}, title),
		element("p", { class: "meta" }, ...chips, " " + meta),
		text ? element("p", { class: "text", tabindex: text.length > 600 ? 0 : null }, text) : null,
		...comments,
		element("div", { class: "actions" }, ...actions));
}

function comments(issue, remove) {
	return issue.comments.map((comment) => element("div", { class: "comment" },
		element("p", { class: "meta" }, comment.author + " · " + clock(comment.createdAt) + " ",
			comment.restrictedTo ? chip("only " + comment.restrictedTo, "wait") : null,
			element("button", { class: "quiet small", "data-key": "delete-" + comment.id, onclick: () => remove(comment),
				"aria-label": "Delete the comment of " + comment.author }, "Delete")),
		element("p", { class: "text" }, comment.body)));
}

function commentForm(key, send, more) {
	return element("form", { onsubmit: (event) => {
		event.preventDefault();
		const form = event.target;
		const body = form.elements.body.value;
		form.elements.body.value = "";
		send(body, form);
	} },
	element("input", { name: "body", required: true, placeholder: "Comment", "aria-label": "Comment", autocomplete: "off", "data-key": "comment-" + key }),
	more, element("button", { class: "small" }, "Send"));
}

function button(text, key, click) {
	return element("button", { class: "quiet small", type: "button", "data-key": key, onclick: click }, text);
}

function githubCard(issue) {
	const path = "/github/issues/" + issue.repository + "/" + issue.number;
	const open = issue.state === "open";
	return card("github", issue.repository + "/" + issue.number, issue.title,
		[chip(issue.state, open ? "good" : "wait"), ...issue.labels.map((label) => chip(label))],
		issue.repository + "#" + issue.number + " · " + issue.author + " · " + clock(issue.createdAt), issue.body,
		comments(issue, (comment) => call("DELETE", "/github/comments/" + comment.id, act({}))), [
			button("Edit", "edit-" + path, () => edit("GitHub " + issue.repository + "#" + issue.number, "Title", "Body", issue.title, issue.body, issue.labels,
				(title, body, labels) => call("PATCH", path, act({ title, body, labels })))),
			button(open ? "Close" : "Reopen", "state-" + path, () => call("PATCH", path, act({ state: open ? "closed" : "open" }))),
			commentForm(path, (body) => call("POST", path + "/comments", act({ body }))),
		]);
}

function jiraCard(issue) {
	const path = "/jira/issues/" + issue.key;
	const kinds = { "To Do": "", "In Progress": "wait", Done: "good" };
	const status = element("select", { "aria-label": "Status", "data-key": "status-" + path,
		onchange: (event) => { event.target.blur(); call("PATCH", path, act({ status: event.target.value })); } },
	...Object.keys(kinds).map((name) => element("option", { selected: name === issue.status }, name)));
	const role = element("select", { name: "role", "aria-label": "Who may read the comment" },
		element("option", { value: "" }, "everybody"), element("option", { value: "Administrators" }, "only Administrators"));
	return card("jira", issue.key, issue.summary,
		[chip(issue.status, kinds[issue.status]), chip(issue.issueType), ...issue.labels.map((label) => chip(label))],
		issue.key + " · " + issue.reporter + " · " + clock(issue.createdAt), issue.description,
		comments(issue, (comment) => call("DELETE", path + "/comments/" + comment.id, act({}))), [
			button("Edit", "edit-" + path, () => edit("Jira " + issue.key, "Summary", "Description", issue.summary, issue.description, issue.labels,
				(summary, description, labels) => call("PATCH", path, act({ summary, description, labels })))),
			status,
			commentForm(path, (body, form) => call("POST", path + "/comments", act({ body, role: form.elements.role.value || undefined })), role),
		]);
}

function edit(heading, titleLabel, bodyLabel, title, body, labels, save) {
	const dialog = $("editor");
	const fields = dialog.querySelector("form").elements;
	$("editor-title").textContent = heading;
	$("editor-title-label").textContent = titleLabel;
	$("editor-body-label").textContent = bodyLabel;
	fields.title.value = title;
	fields.body.value = body || "";
	fields.labels.value = labels.join(", ");
	dialog.returnValue = "";
	dialog.onclose = () => {
		if (dialog.returnValue === "save") save(fields.title.value, fields.body.value, labelsOf(fields.labels.value));
	};
	dialog.showModal();
}

function showWebhooks() {
	const all = [...state.github.webhooks, ...state.jira.webhooks].sort((first, second) => second.at.localeCompare(first.at)).slice(0, 40);
	$("webhooks").replaceChildren(...all.map((webhook) => {
		const kind = webhook.outcome === "OK" ? "good" : ["held", "waiting"].includes(webhook.outcome) ? "wait" : "bad";
		const text = webhook.outcome.startsWith("Invalid") || kind === "good" ? String(webhook.status) : webhook.outcome;
		return element("tr", {},
			element("td", {}, webhook.upstream === "github" ? "GitHub" : "Jira"), element("td", {}, webhook.event),
			element("td", {}, webhook.scope),
			element("td", { title: webhook.outcome }, chip(text, kind), webhook.tries > 1 ? webhook.tries + " tries" : "", webhook.redelivery ? " again" : ""),
			element("td", { class: "number" }, webhook.tries ? String(webhook.millis) : ""),
			element("td", {}, button("Redeliver", "redeliver-" + webhook.upstream + webhook.number,
				() => call("POST", "/webhooks/" + webhook.upstream + "/" + webhook.number + "/redeliver"))));
	}));
	const tools = ["github", "jira"].flatMap((side) => {
		const name = side === "github" ? "GitHub" : "Jira";
		const steer = (body) => () => call("POST", "/webhooks", { upstream: side, ...body });
		return state[side].holding
			? [name + " is held:", button("Release", "release-" + side, steer({ release: "in-order" })),
				button("Reversed", "reverse-" + side, steer({ release: "reversed" })),
				button("Shuffled", "shuffle-" + side, steer({ release: "shuffled", seed: Date.now() % 1000 }))]
			: [button("Hold " + name, "release-" + side, steer({ hold: true }))];
	});
	$("webhook-tools").replaceChildren(...tools);
}

function showFaults() {
	$("faults").replaceChildren(...state.faults.map((fault) => element("li", {},
		chip(fault.times < 0 ? "until cleared" : fault.times + "×", "bad"),
		`${fault.upstream === "github" ? "GitHub" : "Jira"} ${fault.kind}${fault.status ? " " + fault.status : ""}`
		+ `${fault.millis ? " " + fault.millis + " ms" : ""} on ${fault.method || "any"} ${fault.path || "**"}`)));
}

function showFaultFields() {
	const form = $("new-fault");
	const kind = form.elements.kind.value;
	for (const label of form.querySelectorAll("[data-for]")) {
		const wanted = label.dataset.for;
		label.hidden = wanted === "call" ? kind.endsWith("webhook") : wanted !== kind;
	}
	form.querySelector("[data-text=path]").textContent = kind.endsWith("webhook") ? "Event" : "Path";
}

function highlight() {
	document.querySelectorAll(".target").forEach((card) => card.classList.remove("target"));
	const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	if (target && target.classList.contains("card")) {
		target.classList.add("target");
		if (highlight.last !== location.hash) target.scrollIntoView({ block: "center" });
		highlight.last = location.hash;
	}
}

function onSubmit(id, path, body) {
	$(id).addEventListener("submit", async (event) => {
		event.preventDefault();
		const form = event.target;
		const fields = Object.fromEntries(new FormData(form));
		await call("POST", path, body(fields));
		for (const name of ["title", "summary", "body", "description"]) if (form.elements[name]) form.elements[name].value = "";
	});
}

onSubmit("new-github", "/github/issues", (fields) => act({ ...fields, labels: labelsOf(fields.labels) }));
onSubmit("new-jira", "/jira/issues", (fields) => act({ ...fields, description: fields.description || undefined, labels: labelsOf(fields.labels) }));
onSubmit("new-fault", "/faults", (fields) => ({
	upstream: fields.upstream, kind: fields.kind, method: fields.method || undefined, path: fields.path || undefined,
	times: Number(fields.times),
	...(fields.kind === "status" ? { status: Number(fields.status), headers: fields.retryAfter ? { "Retry-After": fields.retryAfter } : {} } : {}),
	...(fields.kind === "latency" ? { millis: Number(fields.millis) } : {}),
}));
$("new-fault").elements.kind.addEventListener("change", showFaultFields);
$("clear-faults").addEventListener("click", () => call("DELETE", "/faults"));
$("reset").addEventListener("click", () => {
	if (confirm("Forget all issues on both sides, all webhooks and all faults?")) call("POST", "/reset");
});
window.addEventListener("hashchange", highlight);
showFaultFields();
refresh();
setInterval(refresh, 1000);
