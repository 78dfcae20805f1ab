-- Lets a dead letter wait again, at the end of its lane, with all its attempts.
--
-- KEYS[1]  partition root
-- ARGV[1]  job id
-- ARGV[2]  priority offset in microseconds
--
-- Returns 1, or 0 if the job is no dead letter.
-- Complexity: O(log n).
local id = ARGV[1]
if call('ZREM', DEAD, id) == 0 then return 0 end
call('HDEL', moreKey(id), 'a', 'k')
enterLane(id, laneOf(call('GET', jobKey(id))), nowUs + tonumber(ARGV[2]))
wake()
return 1
