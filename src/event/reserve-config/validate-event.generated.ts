// @ts-nocheck
// Generated from schemas/event.json by `npm run generate`. Do not edit.
import { createPattern } from "../schema-pattern.js";
"use strict";
export const validate = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:mocklark:event","type":"object","required":["schema","header","event"],"properties":{"schema":{"type":"string","const":"2.0"},"header":{"type":"object","required":["event_id","token","create_time","event_type","tenant_key","app_id"],"properties":{"event_id":{"type":"string","pattern":"^[0-9a-f]{32}$"},"token":{"type":"string"},"create_time":{"type":"string","pattern":"^[0-9]{13}$"},"event_type":{"type":"string","const":"vc.reserve_config.updated_v1"},"tenant_key":{"type":"string","pattern":"^[0-9a-f]{16}$"},"app_id":{"type":"string","pattern":"^cli_[0-9a-f]{16}$"}}},"event":{"type":"object","required":["scope_id","scope_type"],"properties":{"approve_config":{"type":"object","properties":{"approval_condition":{"type":"integer","enum":[0,1]},"approval_switch":{"type":"integer","enum":[0,1]},"approvers":{"type":"array","items":{"type":"object","properties":{"user_id":{"type":"object","properties":{"open_id":{"type":"string","pattern":"^ou_[0-9a-f]{30,32}$"},"union_id":{"type":"string","pattern":"^on_[0-9a-f]{30,32}$"},"user_id":{"type":["string","null"],"pattern":"^\\S+$"}}}}}},"meeting_duration":{"type":"number","minimum":0.1,"maximum":99}}},"reserve_scope_config":{"type":"object","properties":{"allow_all_users":{"type":"integer","enum":[0,1]},"allow_depts":{"type":"array","items":{"type":"object","properties":{"department_id":{"type":"string","pattern":"^od-[0-9a-f]{32}$"},"department_name":{"type":"string"}}}},"allow_users":{"type":"array","items":{"type":"object","properties":{"user_id":{"type":"object","properties":{"open_id":{"type":"string","pattern":"^ou_[0-9a-f]{30,32}$"},"union_id":{"type":"string","pattern":"^on_[0-9a-f]{30,32}$"},"user_id":{"type":["string","null"],"pattern":"^\\S+$"}}}}}}}},"scope_id":{"type":"string","pattern":"^om[mb]_[0-9a-f]{32}$"},"scope_type":{"type":"integer","enum":[1,2]},"time_config":{"type":"object","properties":{"days_in_advance":{"type":"integer","minimum":1,"maximum":730},"end_time":{"type":"string","pattern":"^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"},"if_cover_child_scope":{"type":"boolean"},"max_duration":{"type":"integer","minimum":1,"maximum":99},"opening_hour":{"type":"string","pattern":"^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"},"start_time":{"type":"string","pattern":"^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"},"time_switch":{"type":"integer","enum":[0,1]}}}}}}};
const func0 = createPattern;
const pattern4 = func0("^[0-9a-f]{32}$", "");
const pattern5 = func0("^[0-9]{13}$", "");
const pattern6 = func0("^[0-9a-f]{16}$", "");
const pattern7 = func0("^cli_[0-9a-f]{16}$", "");
const pattern8 = func0("^ou_[0-9a-f]{30,32}$", "");
const pattern9 = func0("^on_[0-9a-f]{30,32}$", "");
const pattern10 = func0("^\\S+$", "");
const pattern11 = func0("^od-[0-9a-f]{32}$", "");
const pattern15 = func0("^om[mb]_[0-9a-f]{32}$", "");
const pattern16 = func0("^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$", "");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:mocklark:event" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.header === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "header"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.event === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.schema !== undefined){
let data0 = data.schema;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if("2.0" !== data0){
const err4 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/const",keyword:"const",params:{allowedValue: "2.0"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.header !== undefined){
let data1 = data.header;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.event_id === undefined){
const err5 = {instancePath:instancePath+"/header",schemaPath:"#/properties/header/required",keyword:"required",params:{missingProperty: "event_id"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1.token === undefined){
const err6 = {instancePath:instancePath+"/header",schemaPath:"#/properties/header/required",keyword:"required",params:{missingProperty: "token"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.create_time === undefined){
const err7 = {instancePath:instancePath+"/header",schemaPath:"#/properties/header/required",keyword:"required",params:{missingProperty: "create_time"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1.event_type === undefined){
const err8 = {instancePath:instancePath+"/header",schemaPath:"#/properties/header/required",keyword:"required",params:{missingProperty: "event_type"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data1.tenant_key === undefined){
const err9 = {instancePath:instancePath+"/header",schemaPath:"#/properties/header/required",keyword:"required",params:{missingProperty: "tenant_key"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data1.app_id === undefined){
const err10 = {instancePath:instancePath+"/header",schemaPath:"#/properties/header/required",keyword:"required",params:{missingProperty: "app_id"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data1.event_id !== undefined){
let data2 = data1.event_id;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err11 = {instancePath:instancePath+"/header/event_id",schemaPath:"#/properties/header/properties/event_id/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{32}$"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/header/event_id",schemaPath:"#/properties/header/properties/event_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data1.token !== undefined){
if(typeof data1.token !== "string"){
const err13 = {instancePath:instancePath+"/header/token",schemaPath:"#/properties/header/properties/token/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data1.create_time !== undefined){
let data4 = data1.create_time;
if(typeof data4 === "string"){
if(!pattern5.test(data4)){
const err14 = {instancePath:instancePath+"/header/create_time",schemaPath:"#/properties/header/properties/create_time/pattern",keyword:"pattern",params:{pattern: "^[0-9]{13}$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/header/create_time",schemaPath:"#/properties/header/properties/create_time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data1.event_type !== undefined){
let data5 = data1.event_type;
if(typeof data5 !== "string"){
const err16 = {instancePath:instancePath+"/header/event_type",schemaPath:"#/properties/header/properties/event_type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if("vc.reserve_config.updated_v1" !== data5){
const err17 = {instancePath:instancePath+"/header/event_type",schemaPath:"#/properties/header/properties/event_type/const",keyword:"const",params:{allowedValue: "vc.reserve_config.updated_v1"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data1.tenant_key !== undefined){
let data6 = data1.tenant_key;
if(typeof data6 === "string"){
if(!pattern6.test(data6)){
const err18 = {instancePath:instancePath+"/header/tenant_key",schemaPath:"#/properties/header/properties/tenant_key/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{16}$"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/header/tenant_key",schemaPath:"#/properties/header/properties/tenant_key/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data1.app_id !== undefined){
let data7 = data1.app_id;
if(typeof data7 === "string"){
if(!pattern7.test(data7)){
const err20 = {instancePath:instancePath+"/header/app_id",schemaPath:"#/properties/header/properties/app_id/pattern",keyword:"pattern",params:{pattern: "^cli_[0-9a-f]{16}$"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/header/app_id",schemaPath:"#/properties/header/properties/app_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/header",schemaPath:"#/properties/header/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.event !== undefined){
let data8 = data.event;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.scope_id === undefined){
const err23 = {instancePath:instancePath+"/event",schemaPath:"#/properties/event/required",keyword:"required",params:{missingProperty: "scope_id"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data8.scope_type === undefined){
const err24 = {instancePath:instancePath+"/event",schemaPath:"#/properties/event/required",keyword:"required",params:{missingProperty: "scope_type"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data8.approve_config !== undefined){
let data9 = data8.approve_config;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.approval_condition !== undefined){
let data10 = data9.approval_condition;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err25 = {instancePath:instancePath+"/event/approve_config/approval_condition",schemaPath:"#/properties/event/properties/approve_config/properties/approval_condition/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(!((data10 === 0) || (data10 === 1))){
const err26 = {instancePath:instancePath+"/event/approve_config/approval_condition",schemaPath:"#/properties/event/properties/approve_config/properties/approval_condition/enum",keyword:"enum",params:{allowedValues: schema31.properties.event.properties.approve_config.properties.approval_condition.enum}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data9.approval_switch !== undefined){
let data11 = data9.approval_switch;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err27 = {instancePath:instancePath+"/event/approve_config/approval_switch",schemaPath:"#/properties/event/properties/approve_config/properties/approval_switch/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!((data11 === 0) || (data11 === 1))){
const err28 = {instancePath:instancePath+"/event/approve_config/approval_switch",schemaPath:"#/properties/event/properties/approve_config/properties/approval_switch/enum",keyword:"enum",params:{allowedValues: schema31.properties.event.properties.approve_config.properties.approval_switch.enum}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data9.approvers !== undefined){
let data12 = data9.approvers;
if(Array.isArray(data12)){
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.user_id !== undefined){
let data14 = data13.user_id;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.open_id !== undefined){
let data15 = data14.open_id;
if(typeof data15 === "string"){
if(!pattern8.test(data15)){
const err29 = {instancePath:instancePath+"/event/approve_config/approvers/" + i0+"/user_id/open_id",schemaPath:"#/properties/event/properties/approve_config/properties/approvers/items/properties/user_id/properties/open_id/pattern",keyword:"pattern",params:{pattern: "^ou_[0-9a-f]{30,32}$"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/event/approve_config/approvers/" + i0+"/user_id/open_id",schemaPath:"#/properties/event/properties/approve_config/properties/approvers/items/properties/user_id/properties/open_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data14.union_id !== undefined){
let data16 = data14.union_id;
if(typeof data16 === "string"){
if(!pattern9.test(data16)){
const err31 = {instancePath:instancePath+"/event/approve_config/approvers/" + i0+"/user_id/union_id",schemaPath:"#/properties/event/properties/approve_config/properties/approvers/items/properties/user_id/properties/union_id/pattern",keyword:"pattern",params:{pattern: "^on_[0-9a-f]{30,32}$"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/event/approve_config/approvers/" + i0+"/user_id/union_id",schemaPath:"#/properties/event/properties/approve_config/properties/approvers/items/properties/user_id/properties/union_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data14.user_id !== undefined){
let data17 = data14.user_id;
if((typeof data17 !== "string") && (data17 !== null)){
const err33 = {instancePath:instancePath+"/event/approve_config/approvers/" + i0+"/user_id/user_id",schemaPath:"#/properties/event/properties/approve_config/properties/approvers/items/properties/user_id/properties/user_id/type",keyword:"type",params:{type: schema31.properties.event.properties.approve_config.properties.approvers.items.properties.user_id.properties.user_id.type}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(typeof data17 === "string"){
if(!pattern10.test(data17)){
const err34 = {instancePath:instancePath+"/event/approve_config/approvers/" + i0+"/user_id/user_id",schemaPath:"#/properties/event/properties/approve_config/properties/approvers/items/properties/user_id/properties/user_id/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
}
else {
const err35 = {instancePath:instancePath+"/event/approve_config/approvers/" + i0+"/user_id",schemaPath:"#/properties/event/properties/approve_config/properties/approvers/items/properties/user_id/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/event/approve_config/approvers/" + i0,schemaPath:"#/properties/event/properties/approve_config/properties/approvers/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/event/approve_config/approvers",schemaPath:"#/properties/event/properties/approve_config/properties/approvers/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data9.meeting_duration !== undefined){
let data18 = data9.meeting_duration;
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 99 || isNaN(data18)){
const err38 = {instancePath:instancePath+"/event/approve_config/meeting_duration",schemaPath:"#/properties/event/properties/approve_config/properties/meeting_duration/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data18 < 0.1 || isNaN(data18)){
const err39 = {instancePath:instancePath+"/event/approve_config/meeting_duration",schemaPath:"#/properties/event/properties/approve_config/properties/meeting_duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.1}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/event/approve_config/meeting_duration",schemaPath:"#/properties/event/properties/approve_config/properties/meeting_duration/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/event/approve_config",schemaPath:"#/properties/event/properties/approve_config/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data8.reserve_scope_config !== undefined){
let data19 = data8.reserve_scope_config;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.allow_all_users !== undefined){
let data20 = data19.allow_all_users;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err42 = {instancePath:instancePath+"/event/reserve_scope_config/allow_all_users",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_all_users/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(!((data20 === 0) || (data20 === 1))){
const err43 = {instancePath:instancePath+"/event/reserve_scope_config/allow_all_users",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_all_users/enum",keyword:"enum",params:{allowedValues: schema31.properties.event.properties.reserve_scope_config.properties.allow_all_users.enum}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data19.allow_depts !== undefined){
let data21 = data19.allow_depts;
if(Array.isArray(data21)){
const len1 = data21.length;
for(let i1=0; i1<len1; i1++){
let data22 = data21[i1];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.department_id !== undefined){
let data23 = data22.department_id;
if(typeof data23 === "string"){
if(!pattern11.test(data23)){
const err44 = {instancePath:instancePath+"/event/reserve_scope_config/allow_depts/" + i1+"/department_id",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_depts/items/properties/department_id/pattern",keyword:"pattern",params:{pattern: "^od-[0-9a-f]{32}$"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/event/reserve_scope_config/allow_depts/" + i1+"/department_id",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_depts/items/properties/department_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data22.department_name !== undefined){
if(typeof data22.department_name !== "string"){
const err46 = {instancePath:instancePath+"/event/reserve_scope_config/allow_depts/" + i1+"/department_name",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_depts/items/properties/department_name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/event/reserve_scope_config/allow_depts/" + i1,schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_depts/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/event/reserve_scope_config/allow_depts",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_depts/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data19.allow_users !== undefined){
let data25 = data19.allow_users;
if(Array.isArray(data25)){
const len2 = data25.length;
for(let i2=0; i2<len2; i2++){
let data26 = data25[i2];
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.user_id !== undefined){
let data27 = data26.user_id;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
if(data27.open_id !== undefined){
let data28 = data27.open_id;
if(typeof data28 === "string"){
if(!pattern8.test(data28)){
const err49 = {instancePath:instancePath+"/event/reserve_scope_config/allow_users/" + i2+"/user_id/open_id",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_users/items/properties/user_id/properties/open_id/pattern",keyword:"pattern",params:{pattern: "^ou_[0-9a-f]{30,32}$"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/event/reserve_scope_config/allow_users/" + i2+"/user_id/open_id",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_users/items/properties/user_id/properties/open_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data27.union_id !== undefined){
let data29 = data27.union_id;
if(typeof data29 === "string"){
if(!pattern9.test(data29)){
const err51 = {instancePath:instancePath+"/event/reserve_scope_config/allow_users/" + i2+"/user_id/union_id",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_users/items/properties/user_id/properties/union_id/pattern",keyword:"pattern",params:{pattern: "^on_[0-9a-f]{30,32}$"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/event/reserve_scope_config/allow_users/" + i2+"/user_id/union_id",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_users/items/properties/user_id/properties/union_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data27.user_id !== undefined){
let data30 = data27.user_id;
if((typeof data30 !== "string") && (data30 !== null)){
const err53 = {instancePath:instancePath+"/event/reserve_scope_config/allow_users/" + i2+"/user_id/user_id",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_users/items/properties/user_id/properties/user_id/type",keyword:"type",params:{type: schema31.properties.event.properties.reserve_scope_config.properties.allow_users.items.properties.user_id.properties.user_id.type}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(typeof data30 === "string"){
if(!pattern10.test(data30)){
const err54 = {instancePath:instancePath+"/event/reserve_scope_config/allow_users/" + i2+"/user_id/user_id",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_users/items/properties/user_id/properties/user_id/pattern",keyword:"pattern",params:{pattern: "^\\S+$"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
}
else {
const err55 = {instancePath:instancePath+"/event/reserve_scope_config/allow_users/" + i2+"/user_id",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_users/items/properties/user_id/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath:instancePath+"/event/reserve_scope_config/allow_users/" + i2,schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_users/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
else {
const err57 = {instancePath:instancePath+"/event/reserve_scope_config/allow_users",schemaPath:"#/properties/event/properties/reserve_scope_config/properties/allow_users/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
else {
const err58 = {instancePath:instancePath+"/event/reserve_scope_config",schemaPath:"#/properties/event/properties/reserve_scope_config/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data8.scope_id !== undefined){
let data31 = data8.scope_id;
if(typeof data31 === "string"){
if(!pattern15.test(data31)){
const err59 = {instancePath:instancePath+"/event/scope_id",schemaPath:"#/properties/event/properties/scope_id/pattern",keyword:"pattern",params:{pattern: "^om[mb]_[0-9a-f]{32}$"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/event/scope_id",schemaPath:"#/properties/event/properties/scope_id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data8.scope_type !== undefined){
let data32 = data8.scope_type;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err61 = {instancePath:instancePath+"/event/scope_type",schemaPath:"#/properties/event/properties/scope_type/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(!((data32 === 1) || (data32 === 2))){
const err62 = {instancePath:instancePath+"/event/scope_type",schemaPath:"#/properties/event/properties/scope_type/enum",keyword:"enum",params:{allowedValues: schema31.properties.event.properties.scope_type.enum}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data8.time_config !== undefined){
let data33 = data8.time_config;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.days_in_advance !== undefined){
let data34 = data33.days_in_advance;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err63 = {instancePath:instancePath+"/event/time_config/days_in_advance",schemaPath:"#/properties/event/properties/time_config/properties/days_in_advance/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 730 || isNaN(data34)){
const err64 = {instancePath:instancePath+"/event/time_config/days_in_advance",schemaPath:"#/properties/event/properties/time_config/properties/days_in_advance/maximum",keyword:"maximum",params:{comparison: "<=", limit: 730}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data34 < 1 || isNaN(data34)){
const err65 = {instancePath:instancePath+"/event/time_config/days_in_advance",schemaPath:"#/properties/event/properties/time_config/properties/days_in_advance/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
if(data33.end_time !== undefined){
let data35 = data33.end_time;
if(typeof data35 === "string"){
if(!pattern16.test(data35)){
const err66 = {instancePath:instancePath+"/event/time_config/end_time",schemaPath:"#/properties/event/properties/time_config/properties/end_time/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
else {
const err67 = {instancePath:instancePath+"/event/time_config/end_time",schemaPath:"#/properties/event/properties/time_config/properties/end_time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data33.if_cover_child_scope !== undefined){
if(typeof data33.if_cover_child_scope !== "boolean"){
const err68 = {instancePath:instancePath+"/event/time_config/if_cover_child_scope",schemaPath:"#/properties/event/properties/time_config/properties/if_cover_child_scope/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data33.max_duration !== undefined){
let data37 = data33.max_duration;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
const err69 = {instancePath:instancePath+"/event/time_config/max_duration",schemaPath:"#/properties/event/properties/time_config/properties/max_duration/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 99 || isNaN(data37)){
const err70 = {instancePath:instancePath+"/event/time_config/max_duration",schemaPath:"#/properties/event/properties/time_config/properties/max_duration/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data37 < 1 || isNaN(data37)){
const err71 = {instancePath:instancePath+"/event/time_config/max_duration",schemaPath:"#/properties/event/properties/time_config/properties/max_duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
if(data33.opening_hour !== undefined){
let data38 = data33.opening_hour;
if(typeof data38 === "string"){
if(!pattern16.test(data38)){
const err72 = {instancePath:instancePath+"/event/time_config/opening_hour",schemaPath:"#/properties/event/properties/time_config/properties/opening_hour/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/event/time_config/opening_hour",schemaPath:"#/properties/event/properties/time_config/properties/opening_hour/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data33.start_time !== undefined){
let data39 = data33.start_time;
if(typeof data39 === "string"){
if(!pattern16.test(data39)){
const err74 = {instancePath:instancePath+"/event/time_config/start_time",schemaPath:"#/properties/event/properties/time_config/properties/start_time/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400)$"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
else {
const err75 = {instancePath:instancePath+"/event/time_config/start_time",schemaPath:"#/properties/event/properties/time_config/properties/start_time/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data33.time_switch !== undefined){
let data40 = data33.time_switch;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
const err76 = {instancePath:instancePath+"/event/time_config/time_switch",schemaPath:"#/properties/event/properties/time_config/properties/time_switch/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(!((data40 === 0) || (data40 === 1))){
const err77 = {instancePath:instancePath+"/event/time_config/time_switch",schemaPath:"#/properties/event/properties/time_config/properties/time_switch/enum",keyword:"enum",params:{allowedValues: schema31.properties.event.properties.time_config.properties.time_switch.enum}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/event/time_config",schemaPath:"#/properties/event/properties/time_config/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
else {
const err79 = {instancePath:instancePath+"/event",schemaPath:"#/properties/event/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"schema":true,"header":true,"event":true},"dynamicProps":false,"dynamicItems":false};

