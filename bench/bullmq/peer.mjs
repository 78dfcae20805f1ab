// BullMQ as a contestant of the queue benchmark. Usage: node peer.mjs REDIS_PORT
// Reads one command a line from standard input and answers each with one line of name=value words:
//   add N | add_bulk N | process N | retry N | memory N   measure, and answer with the figures
//   listen N, then collect N                              answer when ready; answer when N jobs are completed
//   produce N RATE                                        add N jobs, RATE a second, and answer when all are stored
// It ends when standard input ends.
import { createInterface } from 'node:readline';
import { Queue, Worker } from 'bullmq';
import IORedis from 'ioredis';

const PORT = Number(process.argv[2]);
const NAME = 'bench';
const WARM_UP = 2000;
const IN_FLIGHT = 50;
const BATCH = 50;
const CONCURRENCY = 10;
const RETRY_DELAY_MS = 50;
const SKIPPED_LATENCIES = 200;

const connect = () => new IORedis({ host: '127.0.0.1', port: PORT, maxRetriesPerRequest: null });
const admin = connect();
const now = () => performance.timeOrigin + performance.now();

// The same numbers as Payloads.java makes: 960 characters of base 36 from a linear congruential generator.
const bodies = Array.from({ length: 4096 }, (_, i) => {
  let x = (i * 2654435761) >>> 0;
  let text = '';
  while (text.length < 960) {
    x = (x * 1664525 + 1013904223) >>> 0;
    text += x.toString(36);
  }
  return text.slice(0, 960);
});
const payload = (i) => ({ id: i, kind: 'webhook.delivery', body: bodies[i % bodies.length] });
const options = (i, delay = 1000) => ({
  attempts: 3,
  backoff: { type: 'exponential', delay },
  removeOnComplete: true,
  priority: 1 + (i % 3),
});
const job = (i, delay) => ({ name: 'job', data: payload(i), opts: options(i, delay) });

// Commands that only a client can send; every other one may come from inside a script as well.
const CLIENT_ONLY = /^(eval|evalsha|bzpopmin|blpop|brpoplpush|blmove|xread|subscribe|ping|hello|auth|client\|.*)$/;

async function snapshot() {
  const cpu = await admin.info('cpu');
  const stats = await admin.info('commandstats');
  const used = process.cpuUsage();
  let commands = 0;
  let clientCalls = 0;
  for (const [, name, calls] of stats.matchAll(/cmdstat_([^:]+):calls=(\d+)/g)) {
    if (name === 'info') continue;
    commands += Number(calls);
    if (CLIENT_ONLY.test(name)) clientCalls += Number(calls);
  }
  const seconds = (field) => Number(new RegExp(`${field}:([\\d.]+)`).exec(cpu)[1]);
  return {
    redisCpu: (seconds('used_cpu_user') + seconds('used_cpu_sys')) * 1e6,
    clientCpu: used.user + used.system,
    commands,
    clientCalls,
  };
}

function perJob(before, after, jobs) {
  return {
    redis_cpu_us: (after.redisCpu - before.redisCpu) / jobs,
    client_cpu_us: (after.clientCpu - before.clientCpu) / jobs,
    commands: (after.commands - before.commands) / jobs,
    client_calls: (after.clientCalls - before.clientCalls) / jobs,
  };
}

async function withQueue(work) {
  const connection = connect();
  const queue = new Queue(NAME, { connection });
  await queue.waitUntilReady();
  try {
    return await work(queue);
  } finally {
    await queue.close();
    connection.disconnect();
  }
}

async function fill(queue, count, delay) {
  for (let i = 0; i < count; i += 500) {
    await queue.addBulk(Array.from({ length: Math.min(500, count - i) }, (_, j) => job(i + j, delay)));
  }
}

async function addConcurrently(queue, from, to) {
  let next = from;
  const caller = async () => {
    while (next < to) {
      const i = next++;
      const { name, data, opts } = job(i);
      await queue.add(name, data, opts);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
}

async function addInBatches(queue, from, to) {
  for (let i = from; i < to; i += BATCH) {
    await queue.addBulk(Array.from({ length: Math.min(BATCH, to - i) }, (_, j) => job(i + j)));
  }
}

const measureAdds = (add) => (jobs) =>
  withQueue(async (queue) => {
    await add(queue, 0, WARM_UP);
    const before = await snapshot();
    const start = now();
    await add(queue, WARM_UP, WARM_UP + jobs);
    const seconds = (now() - start) / 1000;
    return { per_second: jobs / seconds, ...perJob(before, await snapshot(), jobs) };
  });

// Runs a worker over what is in the queue; resolves once `until` jobs are completed.
async function work(handler, onCompleted, until) {
  const connection = connect();
  const worker = new Worker(NAME, handler, { connection, concurrency: CONCURRENCY });
  worker.on('error', (error) => console.error(error));
  let completed = 0;
  const finished = new Promise((resolve) => {
    worker.on('completed', (done) => {
      completed++;
      onCompleted(done, completed);
      if (completed === until) resolve();
    });
  });
  await worker.waitUntilReady();
  return {
    finished,
    close: async () => {
      await worker.close(true);
      connection.disconnect();
    },
  };
}

async function measureProcess(jobs) {
  await withQueue((queue) => fill(queue, jobs + WARM_UP));
  let start;
  let before;
  const worker = await work(
    async () => 1,
    (_, completed) => {
      if (completed === WARM_UP) {
        start = now();
        before = snapshot();
      }
    },
    jobs + WARM_UP,
  );
  await worker.finished;
  const seconds = (now() - start) / 1000;
  const figures = { per_second: jobs / seconds, ...perJob(await before, await snapshot(), jobs) };
  await worker.close();
  return figures;
}

async function measureRetries(jobs) {
  await withQueue((queue) => fill(queue, jobs, RETRY_DELAY_MS));
  const before = await snapshot();
  const start = now();
  const failTwice = async (attempted) => {
    if (attempted.attemptsMade < 2) throw new Error('fails');
    return 1;
  };
  const worker = await work(failTwice, () => {}, jobs);
  await worker.finished;
  const seconds = (now() - start) / 1000;
  const figures = { per_second: jobs / seconds, ...perJob(before, await snapshot(), jobs) };
  await worker.close();
  return figures;
}

async function measureMemory(jobs) {
  const used = async () => Number(/used_memory:(\d+)/.exec(await admin.info('memory'))[1]);
  const settle = () => new Promise((resolve) => setTimeout(resolve, 1500));
  return withQueue(async (queue) => {
    await queue.add('job', payload(0), options(0));
    await admin.flushall();
    await settle();
    const before = await used();
    await fill(queue, jobs);
    await settle();
    return { bytes: ((await used()) - before) / jobs };
  });
}

let listening;

async function listen(jobs) {
  const latencies = [];
  const worker = await work(
    async () => 1,
    (done) => latencies.push(now() - done.data.t),
    jobs,
  );
  listening = { worker, latencies, before: await snapshot() };
  return { ready: 1 };
}

async function collect(jobs) {
  const { worker, latencies, before } = listening;
  await worker.finished;
  const figures = perJob(before, await snapshot(), jobs);
  await worker.close();
  const sorted = latencies.slice(SKIPPED_LATENCIES).sort((a, b) => a - b);
  const percentile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50_ms: percentile(0.5), p99_ms: percentile(0.99), ...figures };
}

async function produce(jobs, rate) {
  return withQueue(async (queue) => {
    const start = now();
    const adds = [];
    for (let i = 0; i < jobs; i++) {
      const wait = start + (i * 1000) / rate - now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
      adds.push(queue.add('job', { ...payload(i), t: now() }, options(i)));
    }
    await Promise.all(adds);
    return { per_second: (jobs * 1000) / (now() - start) };
  });
}

const commands = {
  add: measureAdds(addConcurrently),
  add_bulk: measureAdds(addInBatches),
  process: measureProcess,
  retry: measureRetries,
  memory: measureMemory,
  listen,
  collect,
  produce,
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...numbers] = line.split(' ');
  const figures = await commands[name](...numbers.map(Number));
  console.log(Object.entries(figures).map(([key, value]) => `${key}=${value}`).join(' '));
}
process.exit(0);
