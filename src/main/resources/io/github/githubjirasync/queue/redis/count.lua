-- Counts the jobs of a partition.
--
-- KEYS[1]  partition root
--
-- Returns: the number of jobs waiting, delayed, active, completed, dead; and for how many ms the next one has waited.
-- Complexity: O(log n).
local head = call('ZRANGE', WAITING, 0, 0)
local enqueued = head[1] and string.match(call('GETRANGE', jobKey(head[1]), 0, 20), '^%d+')
local age = enqueued and math.max(0, nowMs - (tonumber(enqueued) or nowMs)) or 0
return {call('ZCARD', WAITING), call('ZCARD', DELAYED), call('ZCARD', ACTIVE), call('ZCARD', COMPLETED),
  call('ZCARD', DEAD), age}
