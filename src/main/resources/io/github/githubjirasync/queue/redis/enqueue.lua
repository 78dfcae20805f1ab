-- Enqueues jobs: leased to an idle worker at once, waiting, coalesced with a waiting snapshot, or known already.
--
-- KEYS[1]  partition root
-- ARGV[1]  most jobs that may wait in this partition
-- ARGV[2]  seconds for which a delivery is recognised
-- ARGV[3]  lease in ms; 0 = idle workers are only called, and take the job themselves
-- ARGV[4]  rate limit: microseconds between two jobs, 0 = no limit
-- ARGV[5]  rate limit: how many jobs may start at once, from 1
-- ARGV[6…] for each job, 7 values: id, lane, thing ("" = no snapshot), version, delivery id ("" = none),
--          priority offset in microseconds, the record without its first two lines
--
-- Returns for each job two values: a code and the id of the job that stands for it.
--   N new   C coalesced   D duplicate   R the delivery's dead letter was replayed   F the queue is full, nothing stored
-- Publishes leases to the channel gjs:work:<worker>: for each 5 values as exchange.lua returns them, each as its length,
-- a colon and itself.
-- Complexity: O(log n) for each job, plus the length of its lane (at most 32 are looked at) where its lane is busy.
local FIRST, WIDTH = 6, 7
local waitingBefore = call('ZCARD', WAITING)
local room = tonumber(ARGV[1]) - waitingBefore
local seenSeconds, leaseMs, spacingUs, burst = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local out, meta, toWait, heads = {}, readMeta(), false, {}

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
  ids[#ids + 1] = headOf(lane)
  for _, id in ipairs(ids) do
    local record = call('GET', jobKey(id))
    if record then
      local origin, theirThing, version =
          string.match(record, '^([^\n]*\n[^\n]*)\n[^\n]*\n[^\n]*\n([^\n]*)\n([^\n]*)')
      if theirThing == thing then
        local at = heads[id] or call('ZSCORE', WAITING, id)
        if at then return id, origin, tonumber(version), tonumber(at) end
      end
    end
  end
end

-- Delivered before: it stands for itself, unless its job has died, which then runs again.
local function again(before, place)
  if call('ZREM', DEAD, before) == 0 then return 'D' end
  call('HDEL', moreKey(before), 'a', 'k')
  enterLane(before, laneOf(call('GET', jobKey(before))), place)
  toWait = true
  return 'R'
end

for i = FIRST, #ARGV, WIDTH do
  local id, lane, thing, version, delivery = ARGV[i], ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]), ARGV[i + 4]
  local place = nowUs + (i - FIRST) / WIDTH + tonumber(ARGV[i + 5])
  local code, standsFor = nil, id

  if delivery ~= '' and not call('SET', seenKey(delivery), id, 'NX', 'EX', seenSeconds) then
    standsFor = call('GET', seenKey(delivery))
    code = standsFor == id and 'N' or again(standsFor, place)
  end

  local free = not code and call('HSETNX', LANES, lane, id .. ':') == 1
  if not code and not free and thing ~= '' then
    local other, origin, theirVersion, at = waitingSnapshot(lane, thing)
    if other then
      code, standsFor = 'C', other
      if version >= theirVersion then call('SET', jobKey(other), origin .. '\n' .. ARGV[i + 6]) end
      if heads[other] then
        heads[other] = math.min(at, place)
      else
        call('ZADD', WAITING, 'XX', 'LT', int(at >= BLOCKED and place + BLOCKED or place), other)
      end
      if delivery ~= '' then
        local more = call('HGET', moreKey(other), 'x')
        call('HSET', moreKey(other), 'x', more and (more .. '\n' .. delivery) or delivery)
        call('SET', seenKey(delivery), other, 'EX', seenSeconds)
      end
    end
  end

  if not code and room < 1 then
    code = 'F'
    if free then call('HDEL', LANES, lane) end
    if delivery ~= '' then call('DEL', seenKey(delivery)) end
  elseif not code then
    code = 'N'
    local record = nowMs .. ' ' .. int(place) .. '\n' .. delivery .. '\n' .. ARGV[i + 6]
    if not call('SET', jobKey(id), record, 'NX') then
      -- The same call again, after a lost answer.
      if free then call('HDEL', LANES, lane) end
    elseif free and #handed < mayHand * 5 and not (meta.held and heldUntil(meta, record)) then
      local token = int(nowUs + (i - FIRST) / WIDTH)
      call('HSET', LANES, lane, id .. ':' .. token)
      call('ZADD', ACTIVE, nowMs + leaseMs, id)
      for _, value in ipairs({id, record, token, '0', ''}) do handed[#handed + 1] = value end
    else
      room, toWait = room - 1, true
      if free then
        heads[id] = place
      else
        local head = headOf(lane)
        if heads[head] then
          call('ZADD', WAITING, int(heads[head]), head)
          heads[head] = nil
        end
        joinLane(id, lane, place)
      end
    end
  end
  out[#out + 1] = code
  out[#out + 1] = standsFor
end

-- New heads of lanes enter the waiting set together.
local entries = {}
for id, place in pairs(heads) do
  entries[#entries + 1] = int(place)
  entries[#entries + 1] = id
end
if #entries > 0 then call('ZADD', WAITING, unpack(entries)) end

if #handed > 0 then
  local parts = {}
  for i, value in ipairs(handed) do parts[i] = #value .. ':' .. value end
  local jobs = #handed / 5
  if call('PUBLISH', 'gjs:work:' .. worker, table.concat(parts)) > 0 then
    meta.idle[worker] = credit > jobs and credit - jobs or nil
    local changes = {}
    if spacingUs > 0 then changes = {'limit', int(meta.arrival + jobs * spacingUs)} end
    if credit > jobs then
      changes[#changes + 1] = 'i:' .. worker
      changes[#changes + 1] = credit - jobs
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
return out
