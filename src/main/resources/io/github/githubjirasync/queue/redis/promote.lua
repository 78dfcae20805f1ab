-- Returns delayed jobs that are due to their old place among the waiting.
--
-- KEYS[1]  partition root
-- ARGV[1]  most jobs to move in one call
--
-- Returns the number of jobs moved.
-- Complexity: O(log n) for each job moved.
local due = call('ZRANGE', DELAYED, '-inf', nowMs, 'BYSCORE', 'LIMIT', 0, ARGV[1])
if #due > 0 then
  promote(due)
  wake()
end
return #due
