-- Draws on several budgets of one account: on all of them or on none.
--
-- KEYS[1]  the root of the account, such as {gjs:limit:jira}; all keys below share its hash tag
-- ARGV     6 values for each draw: kind, name, then by kind
--            w  window: limit, ms of one part, number of parts, cost
--            q  quota: cost, -, -, -
--            f  free: -, -, -, -
--            p  place: places, ms of its lease, token, -
--            t  turn: ms of spacing, ms of its lease, holder, -
--
-- <root>:w:<name>      hash, TTL    number of a part -> what was spent in it
-- <root>:q:<name>      hash, TTL    left; reset = ms when all is there again
-- <root>:f:<name>      string, TTL  exists while it is held back
-- <root>:p:<name>      zset, TTL    token -> ms until which the place is taken
-- <root>:t:<name>      hash, TTL    next = ms of the earliest next turn; line = ms of the first turn nobody has asked for;
--                                   last = who had the last one; busy = ms until which it lasts
-- <root>:r:<name>:<h>  string, TTL  ms of the turn that is kept for a holder
--
-- A window counts one part more than it has, and the one that has just begun: what is spent close together here may come
-- closer together at the other end.
--
-- Returns {ms to wait, number of the draw to wait for (0 = granted), what is left of each (-1 = not known)}.
-- Complexity: O(parts) for each window, O(log places) for each place, else O(1).
local call, root = redis.call, KEYS[1]
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local int = function(n) return string.format('%.0f', n) end
local KEPT = 30000
local wait, by, left, commits, reserve = 0, 0, {}, {}, nil

local function mustWait(i, ms)
  if ms > wait then wait, by = math.ceil(ms), i end
end

local draw = {}

function draw.w(i, name, limit, part, parts, cost)
  limit, part, parts = tonumber(limit), tonumber(part), tonumber(parts)
  cost = math.min(tonumber(cost), limit)
  local key, current = root .. ':w:' .. name, math.floor(now / part)
  local spent, sum, numbers, old = call('HGETALL', key), 0, {}, {}
  for n = 1, #spent, 2 do
    local number = tonumber(spent[n])
    if number < current - parts - 1 then
      old[#old + 1] = spent[n]
    else
      sum = sum + spent[n + 1]
      numbers[#numbers + 1] = {number, tonumber(spent[n + 1])}
    end
  end
  if #old > 0 then call('HDEL', key, unpack(old)) end
  left[i] = math.max(0, limit - sum)
  if sum + cost > limit then
    table.sort(numbers, function(a, b) return a[1] < b[1] end)
    local missing = sum + cost - limit
    for _, entry in ipairs(numbers) do
      missing = missing - entry[2]
      if missing <= 0 then return mustWait(i, (entry[1] + parts + 2) * part - now) end
    end
  end
  commits[#commits + 1] = function()
    call('HINCRBY', key, int(current), cost)
    call('PEXPIRE', key, int(part * (parts + 3)))
    left[i] = math.max(0, left[i] - cost)
  end
end

function draw.q(i, name, cost)
  local key = root .. ':q:' .. name
  local known = call('HMGET', key, 'left', 'reset')
  if not known[1] or tonumber(known[2]) <= now then
    left[i] = -1
    return
  end
  left[i] = math.max(0, tonumber(known[1]))
  if tonumber(known[1]) < tonumber(cost) then return mustWait(i, known[2] - now) end
  commits[#commits + 1] = function() left[i] = math.max(0, call('HINCRBY', key, 'left', -cost)) end
end

function draw.f(i, name)
  left[i] = -1
  local ttl = call('PTTL', root .. ':f:' .. name)
  if ttl >= 0 then mustWait(i, math.max(1, ttl)) end
end

function draw.p(i, name, places, lease, token)
  local key = root .. ':p:' .. name
  call('ZREMRANGEBYSCORE', key, '-inf', int(now))
  local taken = call('ZCARD', key)
  left[i] = math.max(0, places - taken)
  if taken >= tonumber(places) then return mustWait(i, 50) end
  commits[#commits + 1] = function()
    call('ZADD', key, int(now + lease), token)
    call('PEXPIRE', key, int(lease + 1000))
    left[i] = left[i] - 1
  end
end

function draw.t(i, name, spacing, lease, holder)
  spacing, left[i] = tonumber(spacing), -1
  local key, kept = root .. ':t:' .. name, root .. ':r:' .. name .. ':' .. holder
  local state = call('HMGET', key, 'next', 'line', 'last', 'busy')
  local nextTurn, line, busy = tonumber(state[1] or 0), tonumber(state[2] or 0), tonumber(state[4] or 0)
  local mine = holder ~= '' and tonumber(call('GET', kept) or nil) or nil
  local goesOn = holder ~= '' and state[3] == holder
  local start = math.max(now, nextTurn)
  if not goesOn then start = math.max(start, mine or line) end
  if busy > now then start = math.max(start, math.min(busy, now + math.max(10, spacing / 4))) end
  if start > now then
    mustWait(i, start - now)
    if holder ~= '' and not goesOn then
      reserve = function()
        call('SET', kept, int(mine or start), 'PX', int(start - now + KEPT))
        if not mine then
          call('HSET', key, 'line', int(start + spacing))
          call('PEXPIRE', key, int(start - now + spacing + KEPT))
        end
      end
    end
    return
  end
  commits[#commits + 1] = function()
    if goesOn and line > now then line = line + spacing end
    call('HSET', key, 'next', int(now + spacing), 'line', int(math.max(line, now + spacing)), 'last', holder,
        'busy', int(now + lease))
    call('PEXPIRE', key, int(math.max(line - now, 0) + spacing + lease + KEPT))
    if mine then call('DEL', kept) end
  end
end

for i = 1, #ARGV / 6 do
  local a = i * 6 - 5
  draw[ARGV[a]](i, ARGV[a + 1], ARGV[a + 2], ARGV[a + 3], ARGV[a + 4], ARGV[a + 5])
end
if wait == 0 then
  for _, commit in ipairs(commits) do commit() end
elseif reserve and ARGV[by * 6 - 5] == 't' then
  reserve()
end
return {wait, by, unpack(left)}
