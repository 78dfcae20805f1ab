-- Looks at what a partition has to give, for a worker that takes from several. If there is nothing, the worker is called
-- when something comes.
--
-- KEYS[1]  partition root
-- ARGV[1]  name of the worker
-- ARGV[2]  how many jobs it would take
-- ARGV[3]  longest wait in ms before it asks again
--
-- Returns: [1] the place of the first job that can be taken, -1 if there is none, [2] ms to wait before asking again if
--   there is none, [3] now in microseconds.
-- Complexity: O(log n).
passWhenFull()
local again, paused = tonumber(ARGV[3]), readMeta().holds['*']
if paused then return {-1, math.min(again, paused - nowMs), nowUs} end
local first = call('ZRANGE', WAITING, '-inf', int(BLOCKED - 1), 'BYSCORE', 'LIMIT', 0, 1, 'WITHSCORES')
local delayed = call('ZRANGE', DELAYED, 0, 0, 'WITHSCORES')
local place = tonumber(first[2])
if delayed[1] then
  local inMs = tonumber(delayed[2]) - nowMs
  if inMs <= 0 then
    local due = tonumber(placeOf(call('GET', jobKey(delayed[1]))))
    place = math.min(place or due, due)
  else
    again = math.min(again, math.max(1, inMs))
  end
end
if place then return {place, 0, nowUs} end
call('HSET', META, 'i:' .. ARGV[1], ARGV[2])
return {-1, again, nowUs}
