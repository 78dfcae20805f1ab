-- Forgets completed jobs that are too old.
--
-- KEYS[1]  partition root
-- ARGV[1]  age in ms
-- ARGV[2]  most jobs to forget in one call
--
-- Returns the number of jobs forgotten.
-- Complexity: O(log n) for each job forgotten.
local old = call('ZRANGE', COMPLETED, '-inf', int(nowMs - tonumber(ARGV[1])), 'BYSCORE', 'LIMIT', 0, ARGV[2])
local doomed = {}
for i, id in ipairs(old) do doomed[i] = jobKey(id) end
if #old > 0 then
  call('ZREM', COMPLETED, unpack(old))
  call('UNLINK', unpack(doomed))
end
return #old
