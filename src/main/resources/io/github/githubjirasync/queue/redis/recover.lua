-- Returns jobs whose lease has expired to their old place among the waiting; one that expired too often dies.
--
-- KEYS[1]  partition root
-- ARGV[1]  how many expiries make a dead letter
-- ARGV[2]  most jobs to move in one call
--
-- Returns: [1] jobs returned to waiting, [2] jobs that became dead letters.
-- Complexity: O(log n) for each job moved.
passWhenFull()
local expired = call('ZRANGE', ACTIVE, '-inf', nowMs, 'BYSCORE', 'LIMIT', 0, ARGV[2])
local returned, dead = 0, 0
for _, id in ipairs(expired) do
  call('ZREM', ACTIVE, id)
  local record = call('GET', jobKey(id))
  local crashes = call('HINCRBY', moreKey(id), 'k', 1)
  if crashes >= tonumber(ARGV[1]) then
    local attempt = call('HINCRBY', moreKey(id), 'a', 1)
    addFailure(id, attempt, 'poison: its lease expired ' .. crashes .. ' times, so its worker crashed or stalled each time')
    call('ZADD', DEAD, nowMs, id)
    releaseLane(laneOf(record))
    dead = dead + 1
  else
    waitAgain(id, laneOf(record), record)
    returned = returned + 1
  end
end
if returned + dead > 0 then wake() end
return {returned, dead}
