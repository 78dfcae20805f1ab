-- Takes down what an answer said about the budgets of one account, and what is free again.
--
-- KEYS[1]  the root of the account; draw.lua describes the keys below it
-- ARGV     4 values for each notice: kind, name, then by kind
--            f  hold: ms, -
--            q  quota: what is left, ms until all is there again
--            b  back to a quota: what was drawn and not counted, -
--            p  place freed: token, -
--            t  turn ended: holder, -
--
-- Returns 1.
-- Complexity: O(log places) for each place, else O(1).
local call, root = redis.call, KEYS[1]
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local int = function(n) return string.format('%.0f', n) end
-- Two answers name the same reset in whole seconds, told from two clocks.
local SAME_RESET = 2500

for i = 1, #ARGV, 4 do
  local kind, name, a, b = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local key = root .. ':' .. kind .. ':' .. name
  if kind == 'f' then
    if tonumber(a) > call('PTTL', key) then call('SET', key, '1', 'PX', a) end
  elseif kind == 'q' then
    local known, reset, left = call('HMGET', key, 'left', 'reset'), now + b, tonumber(a)
    -- Answers overtake each other, and what is on its way is counted here alone: the least is true.
    if known[1] and math.abs(known[2] - reset) < SAME_RESET then left = math.min(left, tonumber(known[1])) end
    call('HSET', key, 'left', int(left), 'reset', int(reset))
    call('PEXPIRE', key, int(b + 1000))
  elseif kind == 'b' then
    local quota = root .. ':q:' .. name
    -- What was drawn on is gone once its time is over.
    if call('HEXISTS', quota, 'left') == 1 then call('HINCRBY', quota, 'left', a) end
  elseif kind == 'p' then
    call('ZREM', key, a)
  elseif call('HGET', key, 'last') == a then
    call('HSET', key, 'busy', '0')
  end
end
return 1
