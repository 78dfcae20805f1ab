-- Tells what the jobs of one state are, by an even sample of them.
--
-- KEYS[1]  partition root
-- ARGV[1]  state
-- ARGV[2]  most jobs to look at
--
-- Returns: [1] jobs in that state, [2] jobs looked at, then for each group of them 3 values: priority, kind and scopes, a line
-- each; how many; when the oldest was enqueued, in ms.
-- Complexity: O(log n) for each job looked at.
local key, most = root .. ':' .. ARGV[1], tonumber(ARGV[2])
local total, groups, names, looked = call('ZCARD', key), {}, {}, 0

local function add(id)
  local place, offset, scopes, kind, priority = string.match(call('GETRANGE', jobKey(id), 0, 4000),
      '^[^\n]*\n(%d+) (%d+)\n[^\n]*\n([^\n]*)\n[^\n]*\n[^\n]*\n([^\n]*)\n([^\n]*)')
  if not place then return end
  looked = looked + 1
  local name, at = priority .. '\n' .. kind .. '\n' .. scopes, math.floor((place - offset) / 1000)
  local group = groups[name]
  if not group then
    group = {0, at}
    groups[name], names[#names + 1] = group, name
  end
  group[1], group[2] = group[1] + 1, math.min(group[2], at)
end

if total <= most then
  for _, id in ipairs(call('ZRANGE', key, 0, -1)) do add(id) end
else
  for i = 0, most - 1 do
    local rank = math.floor(i * total / most)
    add(call('ZRANGE', key, rank, rank)[1])
  end
end
local out = {total, looked}
for _, name in ipairs(names) do
  local at = #out
  out[at + 1], out[at + 2], out[at + 3] = name, groups[name][1], int(groups[name][2])
end
return out
