-- Holds back the jobs of a scope.
--
-- KEYS[1]  partition root
-- ARGV[1]  scope; "*" is the whole queue
-- ARGV[2]  ms for which it is held back; 0 = until it is resumed
--
-- Returns 1. A longer hold stays.
-- Complexity: O(1).
passWhenFull()
local untilMs = ARGV[2] == '0' and NEVER or nowMs + tonumber(ARGV[2])
local before = tonumber(call('HGET', META, 'h:' .. ARGV[1]) or 0)
if untilMs > before then call('HSET', META, 'h:' .. ARGV[1], int(untilMs)) end
return 1
