-- Extends leases and shows that an instance lives.
--
-- KEYS[1]  partition root
-- ARGV[1]  name of the instance
-- ARGV[2]  lease in ms
-- ARGV[3]  ms after which a silent instance counts as gone
-- ARGV[4…] for each lease 3 values: job id, token, lane
--
-- Returns: [1] number of live instances, then the ids of the jobs whose lease was lost.
-- Complexity: O(log n) for each lease.
local live = root .. ':live'
passWhenFull()
call('ZADD', live, nowMs, ARGV[1])
call('ZREMRANGEBYSCORE', live, '-inf', nowMs - tonumber(ARGV[3]))
local out, expiry = {call('ZCARD', live)}, nowMs + tonumber(ARGV[2])
for i = 4, #ARGV, 3 do
  if call('HGET', LANES, ARGV[i + 2]) == ARGV[i] .. ':' .. ARGV[i + 1] then
    call('ZADD', ACTIVE, 'XX', expiry, ARGV[i])
  else
    out[#out + 1] = ARGV[i]
  end
end
return out
