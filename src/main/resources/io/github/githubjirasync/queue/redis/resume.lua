-- Ends the holds on a scope and lets all jobs that wait for its end wait again at their old place, also the one whose snooze
-- caused it. Jobs that another hold still holds are put aside again when they are taken.
--
-- KEYS[1]  partition root
-- ARGV[1]  scope; "*" is the whole queue
-- ARGV[2]  most jobs to let go in one call
--
-- Returns the number of jobs let go; call again while it is ARGV[2].
-- Complexity: O(log n) for each job let go.
local field = 'h:' .. ARGV[1]
local untilMs = call('HGET', META, field) or call('HGET', META, 'r:' .. ARGV[1])
if not untilMs then return 0 end
local held = call('ZRANGE', DELAYED, untilMs, untilMs, 'BYSCORE', 'LIMIT', 0, ARGV[2])
if #held > 0 then promote(held) end
call('HDEL', META, field)
if #held == tonumber(ARGV[2]) then
  call('HSET', META, 'r:' .. ARGV[1], untilMs) -- remembered for the next call
else
  call('HDEL', META, 'r:' .. ARGV[1])
end
wake()
return #held
