-- Finds a job in whatever state it is.
--
-- KEYS[1]  partition root
-- ARGV[1]  job id, or that of a delivery that joined it
--
-- Returns nothing, or: id, state, the state's score, the record, then the fields a, k, e, x, o of what more there is.
-- Complexity: O(log n).
local id = ARGV[1]
local record = call('GET', jobKey(id))
if record and string.sub(record, 1, 1) == '=' then
  id = string.sub(record, 2)
  record = call('GET', jobKey(id))
end
if not record then return {} end
local more = call('HMGET', moreKey(id), 'a', 'k', 'e', 'x', 'o')
for state, key in pairs({waiting = WAITING, delayed = DELAYED, active = ACTIVE, completed = COMPLETED, dead = DEAD}) do
  local score = call('ZSCORE', key, id)
  if score then
    local out = {id, state, int(tonumber(score)), record}
    for i = 1, 5 do out[4 + i] = more[i] or '' end
    return out
  end
end
return {}
