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
-- ARGV[8]  ms for which a delivery is recognised
-- ARGV[9]  number of settlements
-- then for each settlement 6 values: job id, token, lane, code, number, text
--   c  completed; text is the summary ("" = none)
--   r  failed, runs again after <number> ms; text is the cause
--   s  postponed by <number> ms, uses up no attempt; text is the reason
--   h  like s, and holds back the scope that is the text's first line; the reason is the rest
--   d  dead; text is the cause
--   m  belongs into the lane <text>: waits at its end, uses up no attempt
--   g  given back: waits at its old place, uses up no attempt
-- then, where there are several partitions: the last place to take, and the time in microseconds until which may be taken
--   (0 = no such time)
--
-- Returns: [1] a string with a letter for each settlement (c, r, s, h, d, m, g as asked; - if the lease was lost),
--   [2] ms to wait before asking again (0 = more may wait), [3] now in ms, then for each job taken 5 values:
--   id, record, token, failed attempts, later deliveries (lines)
-- Complexity: O(log n) for each settlement and each job taken or passed over; at most 10 × <take> are passed over.
local want, leaseMs, spacingUs, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local keep, idleMs, worker, settlements = tonumber(ARGV[5]), tonumber(ARGV[6]), 'i:' .. ARGV[7], tonumber(ARGV[9])
local FIRST, WIDTH, TRIM_STEP = 10, 6, 32
local now = int(nowMs)
local lastPlace = ARGV[FIRST + settlements * WIDTH] or int(BLOCKED - 1)
local untilUs = tonumber(ARGV[FIRST + 1 + settlements * WIDTH] or 0)

local function later(id, due, text)
  call('ZADD', DELAYED, int(due), id)
  call('HSET', moreKey(id), 'o', text)
end

local function die(id, lane, text)
  addFailure(id, call('HINCRBY', moreKey(id), 'a', 1), text)
  call('ZADD', DEAD, now, id)
  releaseLane(lane)
end

local function move(id, lane, target)
  local record = call('GET', jobKey(id))
  record = target .. string.sub(record, string.find(record, '\n', 1, true), -1)
  call('SET', jobKey(id), record)
  releaseLane(lane)
  enterLane(id, target, tonumber(placeOf(record)))
end

-- Ends a lease otherwise than by completion or a failed attempt.
local function settle(id, lane, code, number, text)
  if code == 'd' then return die(id, lane, text) end
  if code == 'm' then return move(id, lane, text) end
  if code == 'g' then return waitAgain(id, lane, call('GET', jobKey(id))) end
  call('HSET', LANES, lane, id .. ':')
  if code == 's' then
    later(id, nowMs + number, text)
  else
    local scope, reason = string.match(text, '^([^\n]*)\n(.*)$')
    local before = tonumber(call('HGET', META, 'h:' .. scope) or 0)
    if nowMs + number > before then call('HSET', META, 'h:' .. scope, int(nowMs + number)) end
    later(id, nowMs + number, reason)
  end
end

-- Whether it is known that no job waits, which saves a look.
local nothingWaits = false

-- Completes jobs together: their lanes are freed at once unless some have more jobs. Where no job at all waits behind
-- another, none has.
local function complete(ids, lanes)
  local scored = {}
  for i, id in ipairs(ids) do scored[2 * i - 1], scored[2 * i] = now, id end
  call('ZADD', COMPLETED, unpack(scored))
  local last = call('ZRANGE', WAITING, 0, 0, 'REV', 'WITHSCORES')[2]
  nothingWaits = not last
  if last and tonumber(last) >= BLOCKED then
    local keys = {}
    for i, lane in ipairs(lanes) do keys[i] = laneKey(lane) end
    if call('EXISTS', unpack(keys)) > 0 then
      for _, lane in ipairs(lanes) do releaseLane(lane) end
      return
    end
  end
  call('HDEL', LANES, unpack(lanes))
end

-- Lets jobs whose attempt failed wait for the next one; they keep their lanes.
local function retry(failed, lanes)
  local heads, due = {}, {}
  for n, s in ipairs(failed) do
    local i = FIRST + (s - 1) * WIDTH
    local id = ARGV[i]
    heads[2 * n - 1], heads[2 * n] = lanes[s], id .. ':'
    due[2 * n - 1], due[2 * n] = int(nowMs + ARGV[i + 4]), id
    local more = call('HMGET', moreKey(id), 'a', 'e')
    local attempt = (more[1] or 0) + 1
    local line = now .. ' ' .. attempt .. ' ' .. ARGV[i + 5]
    call('HSET', moreKey(id), 'a', attempt, 'e', more[2] and (more[2] .. '\n' .. line) or line)
  end
  call('HSET', LANES, unpack(heads))
  call('ZADD', DELAYED, unpack(due))
end

local function settleAll()
  local lanes, letters, valid, doneIds, doneLanes, told, failed, others = {}, {}, {}, {}, {}, {}, {}, {}
  for s = 1, settlements do lanes[s] = ARGV[FIRST + (s - 1) * WIDTH + 2] end
  local heads = call('HMGET', LANES, unpack(lanes))
  for s = 1, settlements do
    local i = FIRST + (s - 1) * WIDTH
    local id, code = ARGV[i], ARGV[i + 3]
    if heads[s] ~= id .. ':' .. ARGV[i + 1] or valid[id] then
      letters[s] = '-'
    else
      letters[s], valid[id] = code, true
      valid[#valid + 1] = id
      if code == 'c' then
        doneIds[#doneIds + 1], doneLanes[#doneLanes + 1] = id, lanes[s]
        if ARGV[i + 5] ~= '' then told[#told + 1] = i end
      elseif code == 'r' then
        failed[#failed + 1] = s
      else
        others[#others + 1] = s
      end
    end
  end
  if #valid == 0 then
    passWhenFull()
  else
    call('ZREM', ACTIVE, unpack(valid)) -- takes no memory, so what comes next passes
  end
  for _, i in ipairs(told) do call('HSET', moreKey(ARGV[i]), 'o', ARGV[i + 5]) end
  if #doneIds > 0 then complete(doneIds, doneLanes) end
  if #failed > 0 then retry(failed, lanes) end
  for _, s in ipairs(others) do
    local i = FIRST + (s - 1) * WIDTH
    nothingWaits = false
    settle(ARGV[i], lanes[s], ARGV[i + 3], tonumber(ARGV[i + 4]), ARGV[i + 5])
  end
  return table.concat(letters)
end

-- A busy worker keeps the completed jobs within their bound by itself; a sweep does it for the others.
local function trim()
  local excess = math.min(call('ZCARD', COMPLETED) - keep, 500)
  if excess < TRIM_STEP then return end
  local old = call('ZRANGE', COMPLETED, 0, excess - 1)
  call('ZREMRANGEBYRANK', COMPLETED, 0, excess - 1)
  forget(old, tonumber(ARGV[8]))
end

if settlements == 0 then passWhenFull() end
local out = {settlements > 0 and settleAll() or '', 0, nowMs}
if settlements >= 4 then trim() end
if want < 1 then
  call('HDEL', META, worker)
  return out
end

-- Delayed jobs that are due come back to their old place; the first that is not says when to ask again.
local function firstDue() return tonumber(call('ZRANGE', DELAYED, 0, 0, 'WITHSCORES')[2] or NEVER) end
local soonest = firstDue()
if soonest <= nowMs then
  promote(call('ZRANGE', DELAYED, '-inf', now, 'BYSCORE', 'LIMIT', 0, want + 16))
  nothingWaits = false
  soonest = firstDue()
end
soonest = math.min(idleMs, math.max(1, soonest - nowMs))

local meta = readMeta()
if meta.holds['*'] then
  out[2] = math.min(idleMs, meta.holds['*'] - nowMs)
  return out
end
if untilUs > 0 and nowUs > untilUs then
  out[2] = 1
  return out
end
local function untilNextToken() return math.max(1, math.ceil((meta.arrival - nowUs - (burst - 1) * spacingUs) / 1000)) end
local allowed = math.min(want, tokens(meta, spacingUs, burst))
if allowed < 1 then
  out[2] = untilNextToken()
  return out
end

-- Leases some jobs from the front of the waiting set. Returns how many it leased, and how many it looked at.
local taken, expiry = 0, int(nowMs + leaseMs)
local function takeSome(limit)
  local batch = call('ZRANGE', WAITING, '-inf', lastPlace, 'BYSCORE', 'LIMIT', 0, limit)
  if #batch == 0 then return 0, 0 end
  local keys, mores = {}, {}
  for i, id in ipairs(batch) do keys[i], mores[i] = jobKey(id), moreKey(id) end
  local records = call('MGET', unpack(keys))
  local anyMore = call('EXISTS', unpack(mores)) > 0
  local heads, leases = {}, {}
  for i, id in ipairs(batch) do
    local record = records[i]
    local untilMs = meta.held and record and heldUntil(meta, record)
    if untilMs then
      later(id, untilMs, 'held back')
    elseif record then
      local token = int(nowUs + taken + #leases / 2)
      local more = anyMore and call('HMGET', mores[i], 'a', 'x') or {}
      heads[#heads + 1], heads[#heads + 2] = laneOf(record), id .. ':' .. token
      leases[#leases + 1], leases[#leases + 2] = expiry, id
      local at = #out
      out[at + 1], out[at + 2], out[at + 3], out[at + 4], out[at + 5] = id, record, token, more[1] or '0', more[2] or ''
    end
  end
  -- They are the first of the set, so their ranks need no search.
  call('ZREMRANGEBYRANK', WAITING, 0, #batch - 1)
  if #leases > 0 then
    call('ZADD', ACTIVE, unpack(leases))
    call('HSET', LANES, unpack(heads))
  end
  return #leases / 2, #batch
end

local passed, drained = 0, nothingWaits
while taken < allowed and not drained and passed <= 10 * want do
  local limit = allowed - taken
  local leased, looked = takeSome(limit)
  taken, passed, drained = taken + leased, passed + looked - leased, looked < limit
end

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
