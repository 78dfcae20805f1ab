-- Enqueues jobs: waiting, coalesced with a waiting snapshot, or recognised as a duplicate.
--
-- KEYS[1]  partition root
-- ARGV[1]  most jobs that may wait in this partition
-- ARGV[2]  seconds for which a delivery is recognised
-- ARGV[3…] for each job, 8 values: id, lane, thing ("" = no snapshot), version, delivery id ("" = none),
--          priority offset in microseconds, the header without its first two lines, the payload
--
-- Returns for each job two values: a code and the id of the job that stands for it.
--   N new   C coalesced   D duplicate   R the delivery's dead letter was replayed   F the queue is full, nothing stored
-- Complexity: O(log n) for each job, plus the length of its lane (at most 32 are looked at) where its lane is busy.
local room = tonumber(ARGV[1]) - call('ZCARD', WAITING)
local seenSeconds = ARGV[2]
local out, added = {}, false

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

for i = 3, #ARGV, 8 do
  local id, lane, thing, version, delivery = ARGV[i], ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]), ARGV[i + 4]
  local score = nowUs + (i - 3) / 8 + tonumber(ARGV[i + 5])
  local code, standsFor = nil, id

  local before = delivery ~= '' and call('GET', root .. ':seen:' .. delivery)
  if before and before ~= id then
    standsFor = before
    if call('ZREM', DEAD, before) == 1 then
      local header = call('HGET', jobKey(before), 'h')
      call('HDEL', jobKey(before), 'a', 'k')
      enterLane(before, laneOf(header), score)
      code, added = 'R', true
    else
      code = 'D'
    end
  elseif call('EXISTS', jobKey(id)) == 1 then
    code = 'D' -- the same call again, after a lost answer
  end

  if not code and thing ~= '' and call('HEXISTS', LANES, lane) == 1 then
    local other, origin, theirVersion = waitingSnapshot(lane, thing)
    if other then
      code, standsFor = 'C', other
      if version >= theirVersion then
        call('HSET', jobKey(other), 'h', origin .. '\n' .. ARGV[i + 6], 'd', ARGV[i + 7])
      end
      local at = tonumber(call('ZSCORE', WAITING, other))
      call('ZADD', WAITING, 'XX', 'LT', int(at >= BLOCKED and score + BLOCKED or score), other)
      if delivery ~= '' then
        local more = call('HGET', jobKey(other), 'x')
        call('HSET', jobKey(other), 'x', more and (more .. '\n' .. delivery) or delivery)
      end
    end
  end

  if not code then
    if room < 1 then
      code = 'F'
    else
      code, added, room = 'N', true, room - 1
      call('HSET', jobKey(id), 'h', nowMs .. '\n' .. delivery .. '\n' .. ARGV[i + 6], 'd', ARGV[i + 7])
      enterLane(id, lane, score)
    end
  end
  if delivery ~= '' and (code == 'N' or code == 'C') then
    call('SET', root .. ':seen:' .. delivery, standsFor, 'EX', seenSeconds)
  end
  out[#out + 1] = code
  out[#out + 1] = standsFor
end
if added then wake() end
return out
