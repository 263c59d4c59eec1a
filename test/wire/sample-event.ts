import type { ReserveConfigEvent } from "../../src/event/reserve-config/reserve-config-event.js";

/** An event with every field, Chinese, an emoji and characters that Go escapes. Ids are made up. */
export const sampleEvent: ReserveConfigEvent = {
  schema: "2.0",
  header: {
    event_id: "5e3702a84e847582be8db7fb73283c02",
    token: "v7xKq2mZs9TbYc4RnW8dLhJ3fGpA6eUo",
    create_time: "1700000000123",
    event_type: "vc.reserve_config.updated_v1",
    tenant_key: "2ca1d211f64f6438",
    app_id: "cli_9e28cb7ba56a100e",
  },
  event: {
    time_config: {
      time_switch: 1,
      start_time: "0",
      opening_hour: "27900",
      max_duration: 24,
      end_time: "86400",
      days_in_advance: 30,
    },
    scope_type: 2,
    scope_id: "omm_4de32cf10a4358788ff4e09e37ebbf9c",
    reserve_scope_config: {
      allow_users: [
        {
          user_id: {
            user_id: null,
            union_id: "on_8ed6aa67826108097d9ee143816345a1",
            open_id: "ou_84aad35d084aa403a838cf73ee18467a",
          },
        },
      ],
      allow_depts: [
        { department_name: "R&D <会议> 🚀", department_id: "od-47d8b570b0a011e9679a755efcc5f61a" },
      ],
      allow_all_users: 0,
    },
    approve_config: {
      meeting_duration: 1.5,
      approvers: [],
      approval_switch: 0,
      approval_condition: 1,
    },
  },
};
