-- Ends leases, then takes new ones: the one script that a busy worker runs.
--
-- KEYS[1]  partition root
-- ARGV[1]  how many jobs to take at most
-- ARGV[2]  lease in ms
-- ARGV[3]  rate limit: microseconds between two jobs, 0 = no limit
-- ARGV[4]  rate limit: how many jobs may start at once, from 1
-- ARGV[5]  how many completed jobs to keep
-- ARGV[6]  longest wait in ms before the worker asks again
-- ARGV[7]  name of the worker
-- ARGV[8]  number of settlements
-- then for each settlement 6 values: job id, token, lane, code, number, text
--   c  completed; text is the summary ("" = none)
--   r  failed, runs again after <number> ms; text is the cause
--   s  postponed by <number> ms, uses up no attempt; text is the reason
--   h  like s, and holds back the scope that is the text's first line; the reason is the rest
--   d  dead; text is the cause
--   m  belongs into the lane <text>: waits at its end, uses up no attempt
--   g  given back: waits at its old place, uses up no attempt
--
-- Returns: [1] a string with a letter for each settlement (c, r, s, h, d, m, g as asked; - if the lease was lost),
--   [2] ms to wait before asking again (0 = more may wait), [3] now in ms, then for each job taken 7 values:
--   id, header, payload, token, failed attempts, later deliveries (lines), place in the waiting set
-- Complexity: O(log n) for each settlement and each job taken or passed over; at most 10 × <take> are passed over.
local want, leaseMs, spacingUs, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local keep, idleMs = tonumber(ARGV[5]), tonumber(ARGV[6])
local TRIM_STEP = 32

local function later(id, due, text)
  call('ZADD', DELAYED, int(due), id)
  call('HSET', jobKey(id), 'o', text)
end

local function hold(scope, untilMs)
  local before = tonumber(call('HGET', META, 'h:' .. scope) or 0)
  if untilMs > before then call('HSET', META, 'h:' .. scope, int(untilMs)) end
end

local function settle(id, token, lane, code, number, text)
  if call('HGET', jobKey(id), 'n') ~= token or call('ZREM', ACTIVE, id) == 0 then return '-' end
  if code == 'c' then
    call('ZADD', COMPLETED, nowMs, id)
    if text ~= '' then call('HSET', jobKey(id), 'o', text) end
    releaseLane(lane)
  elseif code == 'r' then
    addFailure(id, call('HINCRBY', jobKey(id), 'a', 1), text)
    call('ZADD', DELAYED, nowMs + number, id)
  elseif code == 's' then
    later(id, nowMs + number, text)
  elseif code == 'h' then
    local scope, reason = string.match(text, '^([^\n]*)\n(.*)$')
    hold(scope, nowMs + number)
    later(id, nowMs + number, reason)
  elseif code == 'd' then
    addFailure(id, call('HINCRBY', jobKey(id), 'a', 1), text)
    call('ZADD', DEAD, nowMs, id)
    releaseLane(lane)
  elseif code == 'm' then
    local header, place = unpack(call('HMGET', jobKey(id), 'h', 'w'))
    local origin, _, rest = string.match(header, '^([^\n]*\n[^\n]*)\n([^\n]*)(.*)$')
    call('HSET', jobKey(id), 'h', origin .. '\n' .. text .. rest)
    releaseLane(lane)
    enterLane(id, text, tonumber(place))
  else
    call('ZADD', WAITING, call('HGET', jobKey(id), 'w'), id)
  end
  return code
end

local function trim()
  local excess = call('ZCARD', COMPLETED) - keep
  if excess < TRIM_STEP then return end
  local popped, doomed = call('ZPOPMIN', COMPLETED, math.min(excess, 500)), {}
  for i = 1, #popped, 2 do doomed[#doomed + 1] = jobKey(popped[i]) end
  call('UNLINK', unpack(doomed))
end

passWhenFull()
local letters, worker = {}, 'i:' .. ARGV[7]
local settlements = tonumber(ARGV[8])
for s = 1, settlements do
  local i = 3 + s * 6
  letters[s] = settle(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], tonumber(ARGV[i + 4]), ARGV[i + 5])
end
-- A busy worker keeps the completed jobs within their bound by itself; a sweep does it for the others.
if settlements >= 4 then trim() end
local out = {table.concat(letters), 0, nowMs}
if want < 1 then
  call('HDEL', META, worker)
  return out
end

-- Delayed jobs that are due come back to their old place; the first that is not says when to ask again.
local soonest, due = idleMs, {}
local delayed = call('ZRANGE', DELAYED, 0, want + 16, 'WITHSCORES')
for i = 1, #delayed, 2 do
  local dueMs = tonumber(delayed[i + 1])
  if dueMs > nowMs then
    soonest = math.min(idleMs, math.max(1, dueMs - nowMs))
    break
  end
  due[#due + 1] = delayed[i]
  call('ZADD', WAITING, call('HGET', jobKey(delayed[i]), 'w'), delayed[i])
end
if #due > 0 then call('ZREM', DELAYED, unpack(due)) end

local meta = readMeta()
if meta.holds['*'] then
  out[2] = math.min(idleMs, meta.holds['*'] - nowMs)
  return out
end
local function untilNextToken() return math.max(1, math.ceil((meta.arrival - nowUs - (burst - 1) * spacingUs) / 1000)) end
local allowed = math.min(want, tokens(meta, spacingUs, burst))
if allowed < 1 then
  out[2] = untilNextToken()
  return out
end

local taken, leases, passed, drained = 0, {}, 0, false
while taken < allowed and not drained and passed <= 10 * want do
  local limit = allowed - taken
  local batch = call('ZRANGE', WAITING, '-inf', int(BLOCKED - 1), 'BYSCORE', 'LIMIT', 0, limit, 'WITHSCORES')
  local ids = {}
  for i = 1, #batch, 2 do
    local id, place = batch[i], batch[i + 1]
    ids[#ids + 1] = id
    local job = call('HMGET', jobKey(id), 'h', 'd', 'n', 'a', 'x')
    local untilMs = meta.held and job[1] and heldUntil(meta, scopesOf(job[1]))
    if untilMs then
      passed = passed + 1
      call('HSET', jobKey(id), 'w', place)
      later(id, untilMs, 'held back')
    elseif job[1] then
      taken = taken + 1
      local token = (tonumber(job[3]) or 0) + 1
      call('HSET', jobKey(id), 'n', token, 'w', place)
      leases[#leases + 1] = nowMs + leaseMs
      leases[#leases + 1] = id
      local at = #out
      out[at + 1], out[at + 2], out[at + 3], out[at + 4] = id, job[1], job[2], token
      out[at + 5], out[at + 6], out[at + 7] = tonumber(job[4]) or 0, job[5] or '', place
    end
  end
  if #ids > 0 then call('ZREM', WAITING, unpack(ids)) end
  drained = #ids < limit
end
if taken > 0 then call('ZADD', ACTIVE, unpack(leases)) end

-- The limit's new state, and how much more the worker would take if work came.
meta.arrival = meta.arrival + taken * spacingUs
local limited = taken > 0 and spacingUs > 0
if drained then
  out[2] = soonest
  if limited then
    call('HSET', META, 'limit', int(meta.arrival), worker, want - taken)
  else
    call('HSET', META, worker, want - taken)
  end
else
  if limited then call('HSET', META, 'limit', int(meta.arrival)) end
  if meta.idle[ARGV[7]] then call('HDEL', META, worker) end
  if allowed < want then out[2] = untilNextToken() end
end
return out
