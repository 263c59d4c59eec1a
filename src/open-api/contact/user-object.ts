import type { TenantPerson } from "../../tenant/company.js";
import { listSchema, objectSchema } from "../object-schema.js";
import type { Call, Fields, Schema } from "../operation.js";
import { wholeContact } from "./contact-calls.js";
import { type DepartmentIdType, departmentId, readDepartmentIdType } from "./department-id.js";
import { openedFields } from "./opened-fields.js";

type Asker = Pick<Call, "tenant" | "app" | "user" | "query" | "origin">;

/**
 * A person as far as the app may see one. What the tenant does not know of people (a leader, a city) is absent whatever the permissions.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get
 */
export function userObject(person: TenantPerson, asker: Asker): Fields {
  const { tenant, app, user, query } = asker;
  const idType = readDepartmentIdType(query);
  const department = departmentId(tenant, person.departmentId, idType);
  const opened = openedFields(app, [
    [["contact:user.employee_id:readonly"], { user_id: person.userId }],
    [
      ["contact:user.base:readonly", ...wholeContact],
      { avatar: avatarAt(asker.origin ?? "http://127.0.0.1"), name: person.name },
    ],
    [["contact:user.email:readonly"], { email: person.email }],
    [["contact:user.phone:readonly"], { mobile: person.mobile }],
    [["contact:user.gender:readonly", ...wholeContact], { gender: undisclosed }],
    [
      ["contact:user.department:readonly", ...wholeContact],
      { department_ids: [department], orders: [orderIn(department)] },
    ],
    [["contact:user.employee:readonly", ...wholeContact], employment(person)],
    // Only a user is told the way to a department.
    [
      user ? ["contact:user.department_path:readonly"] : [],
      { department_path: [pathTo(person.departmentId, asker, idType)] },
    ],
  ]);
  return { ...opened, mobile_visible: true, open_id: person.openId, union_id: person.unionId };
}

/** Ours, so that nobody who fetches it leaves this machine. */
function avatarAt(origin: string): Fields {
  const url = `${origin}/avatar.png`;
  return { avatar_240: url, avatar_640: url, avatar_72: url, avatar_origin: url };
}

/** "0: kept secret". */
const undisclosed = 0;

const orderIn = (department: string): Fields => ({
  department_id: department,
  department_order: 0,
  is_primary_dept: true,
  user_order: 0,
});

const employment = ({ jobTitle }: TenantPerson): Fields => ({
  employee_type: 1,
  is_tenant_manager: false,
  job_title: jobTitle,
  status: {
    is_activated: true,
    is_exited: false,
    is_frozen: false,
    is_resigned: false,
    is_unjoin: false,
  },
});

function pathTo(id: string, { tenant }: Asker, idType: DepartmentIdType): Fields {
  const path = tenant.departmentPath(id);
  return {
    department_id: departmentId(tenant, id, idType),
    department_name: { name: path.at(-1)?.name ?? tenant.name },
    department_path: {
      department_ids: path.map((each) => departmentId(tenant, each.departmentId, idType)),
      department_path_name: { name: path.map(({ name }) => name).join("/") },
    },
  };
}

const text: Schema = { type: "string" };
const yesOrNo: Schema = { type: "boolean" };
const nameSchema = objectSchema({ name: text });

const avatarSchema = objectSchema({
  avatar_240: text,
  avatar_640: text,
  avatar_72: text,
  avatar_origin: text,
});

const departmentPathSchema = objectSchema({
  department_id: text,
  department_name: nameSchema,
  department_path: objectSchema({
    department_ids: listSchema(text),
    department_path_name: nameSchema,
  }),
});

const orderSchema = objectSchema({
  department_id: text,
  department_order: { type: "integer" },
  is_primary_dept: yesOrNo,
  user_order: { type: "integer" },
});

const statusSchema = objectSchema({
  is_activated: yesOrNo,
  is_exited: yesOrNo,
  is_frozen: yesOrNo,
  is_resigned: yesOrNo,
  is_unjoin: yesOrNo,
});

/** Which need a permission, and are absent without it. */
const openedProperties: Readonly<Record<string, Schema>> = {
  avatar: avatarSchema,
  department_ids: listSchema(text),
  department_path: listSchema(departmentPathSchema),
  email: text,
  employee_type: { type: "integer" },
  gender: { type: "integer", description: "0: not disclosed." },
  is_tenant_manager: yesOrNo,
  job_title: text,
  mobile: text,
  name: text,
  orders: listSchema(orderSchema),
  status: statusSchema,
  user_id: { type: "string", description: "Only with contact:user.employee_id:readonly." },
};

export const userSchema: Schema = objectSchema(
  {
    ...openedProperties,
    mobile_visible: yesOrNo,
    open_id: { type: "string", pattern: "^ou_[0-9a-f]{32}$" },
    union_id: { type: "string", pattern: "^on_[0-9a-f]{32}$" },
  },
  { optional: Object.keys(openedProperties) },
);
