-- Keeps something that cannot become a job as a dead letter.
--
-- KEYS[1]  partition root
-- ARGV[1]  job id; those of one delivery have one
-- ARGV[2]  lane
-- ARGV[3]  the record without its first two lines
-- ARGV[4]  the cause
--
-- Returns a code and the id of the dead letter: N new, D the delivery was seen before.
-- Complexity: O(log n).
local id = ARGV[1]
local before = call('GET', jobKey(id))
if before then return {'D', string.match(before, '^=(.*)') or id} end
for _, gone in ipairs(readMeta().gone) do
  if call('SISMEMBER', gone, id) == 1 then return {'D', id} end
end
call('SET', jobKey(id), ARGV[2] .. '\n' .. int(nowUs) .. ' 0\n' .. ARGV[3])
addFailure(id, 0, ARGV[4])
call('ZADD', DEAD, nowMs, id)
return {'N', id}
