-- Keeps something that cannot become a job as a dead letter.
--
-- KEYS[1]  partition root
-- ARGV[1]  job id
-- ARGV[2]  delivery id ("" = none)
-- ARGV[3]  seconds for which a delivery is recognised
-- ARGV[4]  the record without its first two lines
-- ARGV[5]  the cause
--
-- Returns a code and the id of the dead letter: N new, D the delivery was seen before.
-- Complexity: O(log n).
local id, delivery = ARGV[1], ARGV[2]
local before = delivery ~= '' and call('GET', root .. ':seen:' .. delivery)
if before then return {'D', before} end
call('SET', jobKey(id), nowMs .. ' ' .. int(nowUs) .. '\n' .. delivery .. '\n' .. ARGV[4])
addFailure(id, 0, ARGV[5])
call('ZADD', DEAD, nowMs, id)
if delivery ~= '' then call('SET', root .. ':seen:' .. delivery, id, 'EX', ARGV[3]) end
return {'N', id}
