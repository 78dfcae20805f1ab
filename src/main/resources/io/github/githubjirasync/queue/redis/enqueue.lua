-- Enqueues jobs: leased to an idle worker at once, waiting, coalesced with a waiting snapshot, or known already.
--
-- KEYS[1]  partition root
-- ARGV[1]  most jobs that may wait in this partition
-- ARGV[2]  seconds for which a delivery is recognised
-- ARGV[3]  lease in ms; 0 = idle workers are only called, and take the job themselves
-- ARGV[4]  rate limit: microseconds between two jobs, 0 = no limit
-- ARGV[5]  rate limit: how many jobs may start at once, from 1
-- ARGV[6…] for each job, 8 values: id, lane, thing ("" = no snapshot), version, delivery id ("" = none),
--          priority offset in microseconds, the header without its first two lines, the payload
--
-- Returns for each job two values: a code and the id of the job that stands for it.
--   N new   C coalesced   D duplicate   R the delivery's dead letter was replayed   F the queue is full, nothing stored
-- Publishes leases to the channel gjs:work:<worker>: for each 7 values as exchange.lua returns them, each as its length,
-- a colon and itself.
-- Complexity: O(log n) for each job, plus the length of its lane (at most 32 are looked at) where its lane is busy.
local FIRST, WIDTH = 6, 8
local waitingBefore = call('ZCARD', WAITING)
local room = tonumber(ARGV[1]) - waitingBefore
local seenSeconds, leaseMs, spacingUs, burst = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local out, meta, toWait = {}, readMeta(), false

-- Who is idle, and how much may be handed out. Nothing may be overtaken, so nothing is while anything waits.
local worker, credit
for name, jobs in pairs(meta.idle) do
  if not credit or jobs > credit then worker, credit = name, jobs end
end
local handing = worker and leaseMs > 0 and waitingBefore == 0 and not meta.holds['*']
local mayHand = handing and math.min(credit, tokens(meta, spacingUs, burst)) or 0
local handed = {}

local function seenKey(delivery) return root .. ':seen:' .. delivery end

-- The waiting job of a busy lane that is a snapshot of the same thing.
local function waitingSnapshot(lane, thing)
  local ids = call('LRANGE', laneKey(lane), -32, -1)
  ids[#ids + 1] = call('HGET', LANES, lane)
  for _, id in ipairs(ids) do
    local header = call('HGET', jobKey(id), 'h')
    if header then
      local origin, theirThing, version =
          string.match(header, '^([^\n]*\n[^\n]*)\n[^\n]*\n[^\n]*\n([^\n]*)\n([^\n]*)')
      if theirThing == thing and call('ZSCORE', WAITING, id) then return id, origin, tonumber(version) end
    end
  end
end

local function coalesce(other, origin, newer, score, delivery, header, payload)
  if newer then call('HSET', jobKey(other), 'h', origin .. '\n' .. header, 'd', payload) end
  local at = tonumber(call('ZSCORE', WAITING, other))
  call('ZADD', WAITING, 'XX', 'LT', int(at >= BLOCKED and score + BLOCKED or score), other)
  if delivery ~= '' then
    local more = call('HGET', jobKey(other), 'x')
    call('HSET', jobKey(other), 'x', more and (more .. '\n' .. delivery) or delivery)
    call('SET', seenKey(delivery), other, 'EX', seenSeconds)
  end
end

-- Delivered before: it stands for itself, unless its job has died, which then runs again.
local function again(before, score)
  if call('ZREM', DEAD, before) == 0 then return 'D' end
  call('HDEL', jobKey(before), 'a', 'k')
  enterLane(before, laneOf(call('HGET', jobKey(before), 'h')), score)
  toWait = true
  return 'R'
end

for i = FIRST, #ARGV, WIDTH do
  local id, lane, thing, version, delivery = ARGV[i], ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]), ARGV[i + 4]
  local score = nowUs + (i - FIRST) / WIDTH + tonumber(ARGV[i + 5])
  local code, standsFor = nil, id

  if delivery ~= '' and not call('SET', seenKey(delivery), id, 'NX', 'EX', seenSeconds) then
    standsFor = call('GET', seenKey(delivery))
    code = standsFor == id and 'N' or again(standsFor, score)
  end

  local heads = not code and call('HSETNX', LANES, lane, id) == 1
  if not code and not heads and thing ~= '' then
    local other, origin, theirVersion = waitingSnapshot(lane, thing)
    if other then
      code, standsFor = 'C', other
      coalesce(other, origin, version >= theirVersion, score, delivery, ARGV[i + 6], ARGV[i + 7])
    end
  end

  if not code and room < 1 then
    code = 'F'
    if heads then call('HDEL', LANES, lane) end
    if delivery ~= '' then call('DEL', seenKey(delivery)) end
  elseif not code then
    code = 'N'
    local header = nowMs .. '\n' .. delivery .. '\n' .. ARGV[i + 6]
    if heads and #handed < mayHand * 7 and not (meta.held and heldUntil(meta, scopesOf(header))) then
      call('HSET', jobKey(id), 'h', header, 'd', ARGV[i + 7], 'n', 1, 'w', int(score))
      call('ZADD', ACTIVE, nowMs + leaseMs, id)
      for _, value in ipairs({id, header, ARGV[i + 7], '1', '0', '', int(score)}) do handed[#handed + 1] = value end
    elseif call('HSET', jobKey(id), 'h', header, 'd', ARGV[i + 7]) > 0 then
      room, toWait = room - 1, true
      if heads then call('ZADD', WAITING, int(score), id) else joinLane(id, lane, score) end
    end
  end
  out[#out + 1] = code
  out[#out + 1] = standsFor
end

if #handed > 0 then
  local parts = {}
  for i, value in ipairs(handed) do parts[i] = #value .. ':' .. value end
  local jobs = #handed / 7
  if call('PUBLISH', 'gjs:work:' .. worker, table.concat(parts)) > 0 then
    local changes = {}
    if spacingUs > 0 then changes = {'limit', int(meta.arrival + jobs * spacingUs)} end
    changes[#changes + 1] = 'i:' .. worker
    changes[#changes + 1] = credit - jobs
    call('HSET', META, unpack(changes))
    if credit <= jobs then call('HDEL', META, 'i:' .. worker) end
  else
    -- Nobody listens there any more, so nothing was handed out: the jobs wait.
    for i = 1, #handed, 7 do
      call('ZREM', ACTIVE, handed[i])
      call('ZADD', WAITING, handed[i + 6], handed[i])
    end
    call('HDEL', META, 'i:' .. worker)
    toWait = true
  end
end
if toWait and worker then wake() end
return out
