-- Lets a job of another partition wait in this one, at the end of its new lane. Once only, however often it is called.
--
-- KEYS[1]  partition root
-- ARGV[1]  job id in this partition
-- ARGV[2]  its new lane
-- ARGV[3]  its record
-- ARGV[4]  failed attempts, [5] expired leases, [6] failures, [7] further deliveries, as in the other partition
-- ARGV[8]  seconds for which a delivery is recognised
--
-- Returns 1, or 0 if the job is known already.
-- Complexity: O(log n) and the number of deliveries.
local id, lane = ARGV[1], ARGV[2]
local first, delivery, rest = string.match(ARGV[3], '^([^\n]*)\n([^\n]*)\n[^\n]*(.*)$')
local record = first .. '\n' .. delivery .. '\n' .. lane .. rest
if not call('SET', root .. ':seen:=' .. id, id, 'NX', 'EX', ARGV[8]) then return 0 end
call('SET', jobKey(id), record)
for i, field in ipairs({'a', 'k', 'e', 'x'}) do
  if ARGV[3 + i] ~= '' then call('HSET', moreKey(id), field, ARGV[3 + i]) end
end
if delivery ~= '' then call('SET', root .. ':seen:' .. delivery, id, 'EX', ARGV[8]) end
for more in string.gmatch(ARGV[7], '[^\n]+') do call('SET', root .. ':seen:' .. more, id, 'EX', ARGV[8]) end
enterLane(id, lane, tonumber(placeOf(record)))
wake()
return 1
