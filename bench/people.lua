-- SPDX-License-Identifier: Apache-2.0
-- people.lua -- for wrk: each request is another person's, by the cookies in the file $PEOPLE, one a line; with $ADDRESSES
-- also another address, so many of them (?x=1, ?x=2 …), so that nothing below the menu is what somebody saw before.
local requests, at, threads = {}, 0, 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init(args)
    local people, addresses = {}, tonumber(os.getenv("ADDRESSES") or "0")
    for line in io.lines(os.getenv("PEOPLE")) do people[#people + 1] = line end
    local sign = wrk.path:find("?", 1, true) and "&" or "?"
    for i = 1, math.max(addresses, #people) do
        wrk.headers["Cookie"] = people[i % #people + 1]
        wrk.headers["Accept-Encoding"] = "gzip"
        local path = wrk.path
        if addresses > 0 then path = path .. sign .. "x=" .. number .. "." .. i end
        requests[i] = wrk.format("GET", path)
    end
end

function request()
    at = at % #requests + 1
    return requests[at]
end
