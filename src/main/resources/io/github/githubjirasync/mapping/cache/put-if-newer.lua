-- Stores a cache entry unless the key holds a newer one. Newer is a higher mapping id, or the same id and a higher
-- version. Whatever is not a readable entry is older than any.
--
-- KEYS[1]  cache:mapping:gh:<GitHub issue id> or cache:mapping:jira:<Jira issue id>
-- ARGV[1]  the entry, JSON with "format", "id" and "version"
-- ARGV[2]  the entry's mapping id
-- ARGV[3]  the entry's version
-- ARGV[4]  time to live in milliseconds
--
-- Returns 1 if it was stored, 0 if a newer entry stays.
-- Complexity: O(1) in keys, linear in the size of the entry that is there.

local current = redis.pcall('GET', KEYS[1])
if type(current) == 'string' then
	local readable, entry = pcall(cjson.decode, current)
	if readable and type(entry) == 'table' then
		local id, version = tonumber(entry.id), tonumber(entry.version)
		local newId, newVersion = tonumber(ARGV[2]), tonumber(ARGV[3])
		if id and version and (id > newId or (id == newId and version > newVersion)) then
			return 0
		end
	end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[4])
return 1
