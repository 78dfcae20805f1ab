-- Removes a dead letter for good, and forgets its deliveries, so that they run if they are delivered again.
--
-- KEYS[1]  partition root
-- ARGV[1]  job id
--
-- Returns 1, or 0 if the job is no dead letter.
-- Complexity: O(log n) and the number of deliveries.
local id = ARGV[1]
if call('ZREM', DEAD, id) == 0 then return 0 end
for joined in string.gmatch(call('HGET', moreKey(id), 'x') or '', '([^ \n]+)[^\n]*') do call('DEL', jobKey(joined)) end
call('DEL', jobKey(id), moreKey(id))
return 1
