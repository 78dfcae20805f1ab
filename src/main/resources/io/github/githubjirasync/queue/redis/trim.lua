-- Forgets completed jobs that are too old or too many, oldest first.
--
-- KEYS[1]  partition root
-- ARGV[1]  age in ms
-- ARGV[2]  how many completed jobs to keep
-- ARGV[3]  most jobs to forget in one call
-- ARGV[4]  ms for which a delivery is recognised
--
-- Returns the number of jobs forgotten.
-- Complexity: O(log n) for each job forgotten.
local most = tonumber(ARGV[3])
local old = call('ZRANGE', COMPLETED, '-inf', int(nowMs - tonumber(ARGV[1])), 'BYSCORE', 'LIMIT', 0, most)
local excess = math.min(most, call('ZCARD', COMPLETED) - tonumber(ARGV[2]))
if #old < excess then old = call('ZRANGE', COMPLETED, 0, excess - 1) end
if #old > 0 then
  passWhenFull()
  call('ZREM', COMPLETED, unpack(old))
  forget(old, tonumber(ARGV[4]))
end
return #old
