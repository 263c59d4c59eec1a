// Generated from schemas/event.json by `npm run generate`. Do not edit.
export const eventSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:mocklark:event",
  "title": "a vc.reserve_config.updated_v1 event, schema 2.0",
  "description": "What Feishu pushes when the booking limits of a meeting room or of a level are changed: the request body in clear. Fields that are not listed here are allowed everywhere, because the platform adds fields. Rules that span several fields (time window, approval, who may book) are not in this schema; `mocklark validate` checks them too. See https://open.feishu.cn/document/server-docs/vc-v1/reserve_config/events/updated",
  "type": "object",
  "required": [
    "schema",
    "header",
    "event"
  ],
  "properties": {
    "schema": {
      "title": "\"2.0\"",
      "description": "Version of the envelope. Version 2.0 is the one with a header.",
      "type": "string",
      "const": "2.0"
    },
    "header": {
      "$ref": "#/$defs/eventHeader"
    },
    "event": {
      "$ref": "#/$defs/reserveConfigUpdated"
    }
  },
  "$defs": {
    "eventHeader": {
      "title": "an object with the event's identity",
      "description": "The same on every attempt to deliver the event.",
      "type": "object",
      "required": [
        "event_id",
        "token",
        "create_time",
        "event_type",
        "tenant_key",
        "app_id"
      ],
      "properties": {
        "event_id": {
          "title": "32 lower-case hex digits",
          "description": "Identifies the event. Retries repeat it, so receivers drop duplicates by it.",
          "type": "string",
          "pattern": "^[0-9a-f]{32}$"
        },
        "token": {
          "title": "a string",
          "description": "The app's Verification Token: 32 letters and digits when Feishu made it. The empty string on the long connection.",
          "type": "string"
        },
        "create_time": {
          "title": "unix milliseconds as a string of 13 digits",
          "description": "When the event happened, in unix milliseconds, as a decimal string.",
          "type": "string",
          "pattern": "^[0-9]{13}$"
        },
        "event_type": {
          "title": "\"vc.reserve_config.updated_v1\"",
          "description": "Which event this is.",
          "type": "string",
          "const": "vc.reserve_config.updated_v1"
        },
        "tenant_key": {
          "title": "16 lower-case hex digits",
          "description": "Identifies the tenant (the company) the event happened in.",
          "type": "string",
          "pattern": "^[0-9a-f]{16}$"
        },
        "app_id": {
          "title": "\"cli_\" and 16 lower-case hex digits",
          "description": "The app the event is pushed to.",
          "type": "string",
          "pattern": "^cli_[0-9a-f]{16}$"
        }
      }
    },
    "reserveConfigUpdated": {
      "title": "an object with the changed limits",
      "description": "The changed limits. Only the scope is always there.",
      "type": "object",
      "required": [
        "scope_id",
        "scope_type"
      ],
      "properties": {
        "approve_config": {
          "$ref": "#/$defs/approveConfig"
        },
        "reserve_scope_config": {
          "$ref": "#/$defs/reserveScopeConfig"
        },
        "scope_id": {
          "title": "a room id (\"omm_\" and 32 hex digits) or a level id (\"omb_\" and 32 hex digits)",
          "description": "The meeting room or level whose limits changed.",
          "type": "string",
          "pattern": "^om[mb]_[0-9a-f]{32}$"
        },
        "scope_type": {
          "title": "1 (level) or 2 (meeting room)",
          "description": "What scope_id names: 1 a level, 2 a meeting room. An integer here, a string in the Open API.",
          "type": "integer",
          "enum": [
            1,
            2
          ]
        },
        "time_config": {
          "$ref": "#/$defs/timeConfig"
        }
      }
    },
    "approveConfig": {
      "title": "an object with the approval settings",
      "description": "Which bookings need approval, and by whom. The Open API calls the same block approval_config.",
      "type": "object",
      "properties": {
        "approval_condition": {
          "title": "0 (every booking) or 1 (bookings longer than meeting_duration)",
          "description": "Which bookings need approval: 0 all of them, 1 those longer than meeting_duration.",
          "type": "integer",
          "enum": [
            0,
            1
          ]
        },
        "approval_switch": {
          "$ref": "#/$defs/switch",
          "description": "Whether bookings need approval: 0 no, 1 yes."
        },
        "approvers": {
          "title": "a list of people",
          "description": "Who approves. Never empty while approval_switch is 1.",
          "type": "array",
          "items": {
            "$ref": "#/$defs/subscriber"
          }
        },
        "meeting_duration": {
          "title": "hours from 0.1 to 99",
          "description": "Bookings longer than this need approval; in hours, with up to two decimals. Counts while approval_condition is 1.",
          "type": "number",
          "minimum": 0.1,
          "maximum": 99
        }
      }
    },
    "reserveScopeConfig": {
      "title": "an object with who may book",
      "description": "Who may book. Users and departments together are at most 500.",
      "type": "object",
      "properties": {
        "allow_all_users": {
          "$ref": "#/$defs/switch",
          "description": "Whether everybody may book: 0 only those listed, 1 everybody."
        },
        "allow_depts": {
          "title": "a list of departments",
          "description": "Departments whose members may book.",
          "type": "array",
          "items": {
            "$ref": "#/$defs/department"
          }
        },
        "allow_users": {
          "title": "a list of people",
          "description": "People who may book.",
          "type": "array",
          "items": {
            "$ref": "#/$defs/subscriber"
          }
        }
      }
    },
    "timeConfig": {
      "title": "an object with the booking times",
      "description": "When, how far ahead and for how long may be booked.",
      "type": "object",
      "properties": {
        "days_in_advance": {
          "title": "whole days from 1 to 730",
          "description": "How far ahead a booking can be made, in days. Default 365.",
          "type": "integer",
          "minimum": 1,
          "maximum": 730
        },
        "end_time": {
          "$ref": "#/$defs/secondsOfDay",
          "description": "When the bookable part of a day ends, in seconds since midnight. At least 30 more than start_time; in steps of 60. Default 86400."
        },
        "if_cover_child_scope": {
          "title": "true or false",
          "description": "Whether the levels and rooms below follow this setting. Appears in the official SDKs' types only; never seen in an event.",
          "type": "boolean"
        },
        "max_duration": {
          "title": "whole hours from 1 to 99",
          "description": "The longest booking, in hours. Default 2.",
          "type": "integer",
          "minimum": 1,
          "maximum": 99
        },
        "opening_hour": {
          "$ref": "#/$defs/secondsOfDay",
          "description": "At what time of the first bookable day bookings open, in seconds since midnight; in steps of 60. Default 28800 (08:00)."
        },
        "start_time": {
          "$ref": "#/$defs/secondsOfDay",
          "description": "When the bookable part of a day begins, in seconds since midnight; in steps of 60. Default 0."
        },
        "time_switch": {
          "$ref": "#/$defs/switch",
          "description": "Whether booking times are limited: 0 no, 1 yes."
        }
      }
    },
    "subscriber": {
      "title": "an object with a user_id object",
      "description": "A person.",
      "type": "object",
      "properties": {
        "user_id": {
          "$ref": "#/$defs/userId"
        }
      }
    },
    "userId": {
      "title": "an object with open_id, union_id and user_id",
      "description": "One person's ids. An object here, a plain string in the Open API.",
      "type": "object",
      "properties": {
        "open_id": {
          "title": "\"ou_\" and 32 hex digits",
          "description": "The person's id within this app. 32 hex digits on the wire; 30 and 31 are accepted because the ids of Feishu's documented example are that short.",
          "type": "string",
          "pattern": "^ou_[0-9a-f]{30,32}$"
        },
        "union_id": {
          "title": "\"on_\" and 32 hex digits",
          "description": "The person's id across the developer's apps. 32 hex digits on the wire; 30 and 31 are accepted because the ids of Feishu's documented example are that short.",
          "type": "string",
          "pattern": "^on_[0-9a-f]{30,32}$"
        },
        "user_id": {
          "title": "a string without spaces, or null",
          "description": "The person's id within the tenant: 8 lower-case letters and digits unless the tenant chose its own. Null when the app lacks contact:user.employee_id:readonly; the key stays.",
          "type": [
            "string",
            "null"
          ],
          "pattern": "^\\S+$"
        }
      }
    },
    "department": {
      "title": "an object with a department_id",
      "description": "A department.",
      "type": "object",
      "properties": {
        "department_id": {
          "title": "\"od-\" and 32 hex digits",
          "description": "The department's open id.",
          "type": "string",
          "pattern": "^od-[0-9a-f]{32}$"
        },
        "department_name": {
          "title": "a string",
          "description": "The department's name. Appears in the official SDKs' types only; never seen in an event.",
          "type": "string"
        }
      }
    },
    "switch": {
      "title": "0 (off) or 1 (on)",
      "description": "0 off, 1 on.",
      "type": "integer",
      "enum": [
        0,
        1
      ]
    },
    "secondsOfDay": {
      "title": "seconds since midnight as a decimal string, \"0\" to \"86400\"",
      "description": "A time of day in seconds since midnight, as a decimal string.",
      "type": "string",
      "pattern": "^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"
    }
  }
} as const;
