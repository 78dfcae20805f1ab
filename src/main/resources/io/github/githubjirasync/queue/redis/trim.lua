-- Forgets completed jobs that are too old or too many, oldest first.
--
-- KEYS[1]  partition root
-- ARGV[1]  age in ms
-- ARGV[2]  how many completed jobs to keep
-- ARGV[3]  most jobs to forget in one call
--
-- Returns the number of jobs forgotten.
-- Complexity: O(log n) for each job forgotten.
local most = tonumber(ARGV[3])
local old = call('ZRANGE', COMPLETED, '-inf', int(nowMs - tonumber(ARGV[1])), 'BYSCORE', 'LIMIT', 0, most)
local excess = math.min(most, call('ZCARD', COMPLETED) - tonumber(ARGV[2]))
if #old < excess then old = call('ZRANGE', COMPLETED, 0, excess - 1) end
local doomed = {}
for i, id in ipairs(old) do doomed[i] = jobKey(id) end
if #old > 0 then
  call('ZREM', COMPLETED, unpack(old))
  call('UNLINK', unpack(doomed))
end
return #old
