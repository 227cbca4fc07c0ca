# SPDX-License-Identifier: Apache-2.0
# redmine.rb -- for bench/redmine, run by Redmine's own `rails runner`: what a province would have in it: its project, people, and
# ISSUES issues.  Prints the identifiers that requests name: project, tracker, assignee, and the key of the person who asks.
require "redmine/default_data/loader"

Redmine::DefaultData::Loader.load("en")
Setting.rest_api_enabled = "1"
Setting.notified_events = [] # no letter for each issue: Ngày Số writes none either, but one a morning

def person(login, name)
  User.new(login: login, firstname: name, lastname: "Bench", mail: "#{login}@example.net", language: "en").tap do |u|
    u.password = u.password_confirmation = "bench-bench"
    u.save!
  end
end

project = Project.create!(name: "Plan", identifier: "plan", enabled_module_names: ["issue_tracking"], trackers: Tracker.all)
coordinator, official = person("coordinator", "Coordinator"), person("official", "Official")
Member.create!(project: project, principal: coordinator, roles: [Role.find_by!(name: "Manager")])
Member.create!(project: project, principal: official, roles: [Role.find_by!(name: "Developer")])
tracker = project.trackers.first
ENV.fetch("ISSUES").to_i.times do |n|
  Issue.create!(project: project, tracker: tracker, author: coordinator, assigned_to: official, subject: "A task of the plan, number #{n}",
                status: tracker.default_status, priority: IssuePriority.default, due_date: Date.new(2024, 10, 1) + n % 90)
end
puts [project.id, tracker.id, official.id, coordinator.api_key].join(" ")
