-- Enqueues jobs: leased to an idle worker at once, waiting, coalesced with a waiting snapshot, or known already.
--
-- KEYS[1]  partition root
-- ARGV[1]  most jobs that may wait in this partition
-- ARGV[2]  lease in ms; 0 = idle workers are only called, and take the job themselves
-- ARGV[3]  rate limit: microseconds between two jobs, 0 = no limit
-- ARGV[4]  rate limit: how many jobs may start at once, from 1
-- ARGV[5]  what the client takes this partition's clock to show, in microseconds: the time of enqueue in the records; 0 = it
--          does not know
-- ARGV[6…] for each job, 4 values: id, lane, priority offset in microseconds, the record. Jobs of one delivery have one id
--
-- Returns: [1] a string with a letter for each job, [2] now in microseconds, then for each C, D and R in it the id of the job
-- that stands for this one.
--   N new   C coalesced   D duplicate   R the delivery's dead letter was replayed   F the queue is full, nothing stored
-- Publishes leases to the channel gjs:work:<worker>: for each 5 values as exchange.lua returns them, each as its length,
-- a colon and itself.
-- Complexity: O(log n) for each job, plus the length of its lane (at most 32 are looked at) where its lane is busy. Jobs that
-- are new and whose lanes are free are stored together, by one command for all.
local FIRST, WIDTH, CLOSE_US = 6, 4, 10e3
local waitingBefore = call('ZCARD', WAITING)
local room = tonumber(ARGV[1]) - waitingBefore
local leaseMs, spacingUs, burst = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local jobs, meta, toWait = (#ARGV - FIRST + 1) / WIDTH, readMeta(), false

-- Who is idle, and how much may be handed out. Nothing may be overtaken, so nothing is while a job waits that could be
-- taken; those behind others of their lanes could not.
local function noneCouldBeTaken()
  return waitingBefore == 0 or call('ZCOUNT', WAITING, '-inf', int(BLOCKED - 1)) == 0
end
local worker, credit
for name, free in pairs(meta.idle) do
  if not credit or free > credit then worker, credit = name, free end
end
local handing = worker and leaseMs > 0 and not meta.holds['*'] and noneCouldBeTaken()
local mayHand = handing and math.min(credit, tokens(meta, spacingUs, burst)) or 0
local handed = {}

local codes, standing = {}, {}
local function answer(job, code, id) codes[job], standing[#standing + 1] = code, id end
local function placeFor(job, offset) return int(nowUs + job - 1 + offset) end

-- A record as it came, since to make another string of it costs more than all else that is done for a job; with this
-- partition's time where the client took it for one that is further off than an answer usually takes. It is the place to
-- which the job comes back later, so the offsets of priorities leave room for that (QueueProperties).
local isClose = math.abs(nowUs - ARGV[5]) < CLOSE_US
local function recordOf(job)
  local i = FIRST + (job - 1) * WIDTH
  local record = ARGV[i + 3]
  if isClose then return record end
  local offset = ARGV[i + 2]
  return ARGV[i + 1] .. '\n' .. placeFor(job, offset) .. ' ' .. offset .. string.match(record, '^[^\n]*\n[^\n]*(.*)$')
end

-- Which jobs were known before they were forgotten, and which lanes are busy.
local ids, keys, lanes = {}, {}, {}
for job = 1, jobs do
  local i = FIRST + (job - 1) * WIDTH
  ids[job], keys[job], lanes[job] = ARGV[i], jobKey(ARGV[i]), ARGV[i + 1]
end
local known = {}
for _, gone in ipairs(meta.gone) do
  for job, is in ipairs(call('SMISMEMBER', gone, unpack(ids))) do
    known[job] = known[job] or is == 1
  end
end
local busy = call('HMGET', LANES, unpack(lanes))

-- New jobs in free lanes are the usual ones, and stored together, if there is room. The rest is for later.
local stored, heads, entries, leases, others, newIds, newLanes
local function gather()
  stored, heads, entries, leases, others, newIds, newLanes, handed = {}, {}, {}, {}, {}, {}, {}, {}
  local new, waiting = 0, 0
  for job = 1, jobs do
    local id, lane = ids[job], lanes[job]
    if known[job] or newIds[id] or busy[job] or newLanes[lane] or waiting >= room then
      others[#others + 1] = job
    else
      local record = recordOf(job)
      local mayBeHanded = new - waiting < mayHand and not (meta.held and heldUntil(meta, record))
      new = new + 1
      newIds[id], newLanes[lane] = true, true
      stored[2 * new - 1], stored[2 * new] = keys[job], record
      if mayBeHanded then
        local token, at = int(nowUs + job - 1), #handed
        heads[2 * new - 1], heads[2 * new] = lane, id .. ':' .. token
        leases[#leases + 1], leases[#leases + 2] = int(nowMs + leaseMs), id
        handed[at + 1], handed[at + 2], handed[at + 3], handed[at + 4], handed[at + 5] = id, record, token, '0', ''
      else
        waiting = waiting + 1
        heads[2 * new - 1], heads[2 * new] = lane, id .. ':'
        entries[2 * waiting - 1], entries[2 * waiting] = placeFor(job, ARGV[FIRST + (job - 1) * WIDTH + 2]), id
      end
      codes[job] = 'N'
    end
  end
  return room - waiting
end
local left = gather()
if #stored > 0 and redis.pcall('MSETNX', unpack(stored)) ~= 1 then
  -- Some are known, or Redis is full: none was stored.
  for job = 1, jobs do known[job] = known[job] or call('EXISTS', keys[job]) == 1 end
  left = gather()
  if #stored > 0 then call('MSET', unpack(stored)) end
end
room = left
if #stored > 0 then call('HSET', LANES, unpack(heads)) end
if #entries > 0 then
  call('ZADD', WAITING, unpack(entries))
  toWait = true
end
if #leases > 0 then call('ZADD', ACTIVE, unpack(leases)) end

-- The rest one by one, in their order.
if #others > 0 then
  -- The waiting job of a busy lane that is a snapshot of the same thing.
  local function waitingSnapshot(lane, thing)
    local ids = call('LRANGE', laneKey(lane), -32, -1)
    ids[#ids + 1] = headOf(lane)
    for _, id in ipairs(ids) do
      local record = call('GET', jobKey(id))
      if record then
        local origin, theirThing, version =
            string.match(record, '^([^\n]*\n[^\n]*\n[^\n]*)\n[^\n]*\n([^\n]*)\n([^\n]*)')
        if theirThing == thing then
          local at = call('ZSCORE', WAITING, id)
          if at then return id, origin, tonumber(version), tonumber(at) end
        end
      end
    end
  end

  -- Delivered before: it stands for itself or for the job that it joined, unless that job has died, which then runs again.
  local function again(job, id, offset)
    local record = call('GET', jobKey(id))
    if record and string.sub(record, 1, 1) == '=' then
      id = string.sub(record, 2)
      record = call('GET', jobKey(id))
    end
    if not record or call('ZREM', DEAD, id) == 0 then return answer(job, 'D', id) end
    call('HDEL', moreKey(id), 'a', 'k')
    if enterLane(id, laneOf(record), tonumber(placeFor(job, offset))) then toWait = true end
    answer(job, 'R', id)
  end

  -- Joins a waiting snapshot of the same thing, if there is one.
  local function coalesce(job, id, lane, offset, record)
    local delivery, rest = string.match(record, '^[^\n]*\n[^\n]*\n([^\n]*)(.*)$')
    local thing, version = string.match(rest, '^\n[^\n]*\n([^\n]*)\n([^\n]*)')
    if thing == '' then return false end
    local other, origin, theirVersion, at = waitingSnapshot(lane, thing)
    if not other then return false end
    if tonumber(version) >= theirVersion then
      call('SET', jobKey(other), origin .. rest)
    end
    local place = tonumber(placeFor(job, offset))
    call('ZADD', WAITING, 'XX', 'LT', int(at >= BLOCKED and place + BLOCKED or place), other)
    if delivery ~= '' then
      local more = call('HGET', moreKey(other), 'x')
      local line = id .. ' ' .. delivery
      call('HSET', moreKey(other), 'x', more and (more .. '\n' .. line) or line)
      call('SET', jobKey(id), '=' .. other)
    end
    answer(job, 'C', other)
    return true
  end

  -- Who was known before is told so even if there is no room.
  for _, job in ipairs(others) do
    local i = FIRST + (job - 1) * WIDTH
    local id, lane, offset = ids[job], lanes[job], ARGV[i + 2]
    if known[job] or call('EXISTS', keys[job]) == 1 then
      again(job, id, offset)
    elseif not (call('HEXISTS', LANES, lane) == 1 and coalesce(job, id, lane, offset, ARGV[i + 3])) then
      if room < 1 then
        answer(job, 'F')
      else
        call('SET', keys[job], recordOf(job))
        if enterLane(id, lane, tonumber(placeFor(job, offset))) then toWait = true end
        room = room - 1
        answer(job, 'N')
      end
    end
  end
end

if #handed > 0 then
  local parts = {}
  for i, value in ipairs(handed) do parts[i] = #value .. ':' .. value end
  local count = #handed / 5
  if call('PUBLISH', 'gjs:work:' .. worker, table.concat(parts)) > 0 then
    meta.idle[worker] = credit > count and credit - count or nil
    local changes = {}
    if spacingUs > 0 then changes = {'limit', int(meta.arrival + count * spacingUs)} end
    if credit > count then
      changes[#changes + 1] = 'i:' .. worker
      changes[#changes + 1] = credit - count
    else
      call('HDEL', META, 'i:' .. worker)
    end
    if #changes > 0 then call('HSET', META, unpack(changes)) end
  else
    -- Nobody listens there any more, so nothing was handed out: the jobs wait.
    for i = 1, #handed, 5 do
      call('ZREM', ACTIVE, handed[i])
      waitAgain(handed[i], laneOf(handed[i + 1]), handed[i + 1])
    end
    call('HDEL', META, 'i:' .. worker)
    meta.idle[worker], toWait = nil, true
  end
end
if toWait and worker then wake(meta) end
return {table.concat(codes), nowUs, unpack(standing)}
