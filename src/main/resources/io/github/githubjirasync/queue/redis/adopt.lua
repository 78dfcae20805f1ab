-- Lets a job of another partition wait in this one, at the end of its new lane. Once only, however often it is called.
--
-- KEYS[1]  partition root
-- ARGV[1]  job id in this partition
-- ARGV[2]  its new lane
-- ARGV[3]  its record
-- ARGV[4]  failed attempts, [5] expired leases, [6] failures, [7] further deliveries, as in the other partition
--
-- Returns 1, or 0 if the job is or was here already: it came by an earlier call.
-- Complexity: O(log n) and the number of deliveries.
passWhenFull()
local id, lane = ARGV[1], ARGV[2]
-- One that went away from here may come back, be it forgotten or not.
if call('EXISTS', jobKey(id)) == 1 then
  if not wentAway(call('HGET', moreKey(id), 'o')) or call('ZREM', COMPLETED, id) == 0 then return 0 end
  call('DEL', moreKey(id))
end
local back = {}
for _, gone in ipairs(readMeta().gone) do
  if call('SISMEMBER', gone, id) == 1 then
    if call('SREM', gone, '>' .. id) == 0 then return 0 end
    call('SREM', gone, id)
    back[#back + 1] = gone
  end
end
local lineEnd = string.find(ARGV[3], '\n', 1, true)
local record = lane .. string.sub(ARGV[3], lineEnd)
call('SET', jobKey(id), record)
for i, field in ipairs({'a', 'k', 'e'}) do
  if ARGV[3 + i] ~= '' then call('HSET', moreKey(id), field, ARGV[3 + i]) end
end
local deliveries, partition = {}, string.match(id, '^%d+')
for joined, delivery in string.gmatch(ARGV[7], '%d+(%-%x+)( [^\n]+)') do
  deliveries[#deliveries + 1] = partition .. joined .. delivery
  call('SET', jobKey(partition .. joined), '=' .. id, 'NX')
  for _, gone in ipairs(back) do call('SREM', gone, partition .. joined) end
end
if #deliveries > 0 then call('HSET', moreKey(id), 'x', table.concat(deliveries, '\n')) end
enterLane(id, lane, tonumber(placeOf(record)))
wake()
return 1
