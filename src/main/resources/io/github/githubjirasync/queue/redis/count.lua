-- Counts the jobs of a partition.
--
-- KEYS[1]  partition root
-- ARGV[1]  ms after which a silent instance counts as gone
--
-- Returns: the number of jobs waiting, delayed, active, completed, dead; for how many ms the next one has waited; the
--   number of live instances; now in microseconds.
-- Complexity: O(log n).
local head, age = call('ZRANGE', WAITING, 0, 0)[1], 0
if head then
  local place, offset = string.match(call('GETRANGE', jobKey(head), 0, 1000), '^[^\n]*\n(%d+) (%d+)')
  age = place and math.max(0, nowMs - math.floor((place - offset) / 1000)) or 0
end
return {call('ZCARD', WAITING), call('ZCARD', DELAYED), call('ZCARD', ACTIVE), call('ZCARD', COMPLETED),
  call('ZCARD', DEAD), age, call('ZCOUNT', root .. ':live', '(' .. int(nowMs - tonumber(ARGV[1])), '+inf'), nowUs}
