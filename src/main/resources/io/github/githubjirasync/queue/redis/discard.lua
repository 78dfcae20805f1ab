-- Removes a dead letter for good, and forgets its deliveries, so that they run if they are delivered again.
--
-- KEYS[1]  partition root
-- ARGV[1]  job id
-- ARGV[2…] its delivery ids
--
-- Returns 1, or 0 if the job is no dead letter.
-- Complexity: O(log n) and the number of deliveries.
local id = ARGV[1]
if call('ZREM', DEAD, id) == 0 then return 0 end
for i = 2, #ARGV do
  if call('GET', root .. ':seen:' .. ARGV[i]) == id then call('DEL', root .. ':seen:' .. ARGV[i]) end
end
call('DEL', jobKey(id), moreKey(id))
return 1
