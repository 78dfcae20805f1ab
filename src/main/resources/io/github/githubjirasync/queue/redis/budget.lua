-- The rate limit over all partitions, kept in the first one: grants jobs that may start, and takes back what was not used.
--
-- KEYS[1]  partition root
-- ARGV[1]  how many are wanted; 0 = some are only given back
-- ARGV[2]  microseconds between two jobs
-- ARGV[3]  how many may start at once, from 1
-- ARGV[4]  how many are given back
-- ARGV[5]  when those were granted, as it was returned
--
-- Returns: [1] how many are granted, [2] ms until one can be, if none is, [3] now in microseconds.
-- Complexity: O(1).
passWhenFull()
local wanted, spacingUs, burst, unused = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local stored = call('HMGET', META, 'limit', 'full')
local arrival, full = tonumber(stored[1] or 0), tonumber(stored[2] or 0)
-- Once all was there to be granted again, what had been granted before does not count any more.
if unused > 0 and tonumber(ARGV[5]) >= full then arrival = arrival - unused * spacingUs end
if wanted > 0 and arrival <= nowUs then arrival, full = nowUs, nowUs end
local granted = math.max(0, math.min(wanted, math.floor((nowUs + burst * spacingUs - arrival) / spacingUs)))
local again = granted == 0 and math.max(1, math.ceil((arrival - nowUs - (burst - 1) * spacingUs) / 1000)) or 0
call('HSET', META, 'limit', int(arrival + granted * spacingUs), 'full', int(full))
return {granted, again, nowUs}
