-- Tells how a partition goes on.
--
-- KEYS[1]  partition root
-- ARGV[1]  ms after which a silent instance counts as gone
--
-- Returns: how many jobs were completed within the last [1] minute, [2] five minutes, [3] hour, as far as they are kept; [4] the
-- time in ms of the oldest that is kept, -1 if none is; [5] how many dead ones died within the last hour; [6] now in ms; then for
-- each live instance its name and the time of its last sign of life in ms.
-- Complexity: O(log n) and the number of instances.
local oldest = call('ZRANGE', COMPLETED, 0, 0, 'WITHSCORES')
local out = {}
for i, ms in ipairs({60000, 300000, 3600000}) do out[i] = call('ZCOUNT', COMPLETED, int(nowMs - ms), '+inf') end
out[4] = oldest[2] and tonumber(oldest[2]) or -1
out[5] = call('ZCOUNT', DEAD, int(nowMs - 3600000), '+inf')
out[6] = nowMs
local live = call('ZRANGE', root .. ':live', int(nowMs - tonumber(ARGV[1])), '+inf', 'BYSCORE', 'WITHSCORES')
for i = 1, #live, 2 do
  out[#out + 1] = live[i]
  out[#out + 1] = int(tonumber(live[i + 1]))
end
return out
